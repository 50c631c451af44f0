package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
)

const initialEventsEnd = "k8s.io/initial-events-end"

// watching is one open watch.
type watching struct {
	view   *view
	wanted *selection
	// The newest version that the client has seen: what is older is not told again.
	since uint64
	// Whether the client waits to be told that it has seen all there was when it began.
	owesEnd bool
	last    string
	// What monitors said before that.
	held []event
	send func(kind string, shown object)
}

// event is what the kube-apiserver tells of a stored object, or of a monitor of its workloads.
type event struct {
	Type      string `json:"type"`
	Object    object `json:"object"`
	ofMonitor bool
}

// watch tells what happens to the stored objects. It begins with what is there, as additions; so what was deleted between
// a list and the watch is never told, and what was changed between them is told as added.
func (p *platform) watch(w http.ResponseWriter, r *http.Request, v *view, namespace string) error {
	query := r.URL.Query()
	wanted, err := v.selection(query)
	if err != nil {
		return err
	}
	since, _ := strconv.ParseUint(query.Get("resourceVersion"), 10, 64)
	state := &watching{view: v, wanted: wanted, since: since}
	// A watch from nowhere asks for a streaming list, whether it says so or not.
	state.owesEnd = query.Get("sendInitialEvents") == "true" || (since == 0 && !query.Has("sendInitialEvents"))

	upstream := wanted.forStored()
	if state.owesEnd && p.release != "1.1" {
		// Without these the platform does not learn when the initial events are over. The first releases never asked.
		upstream.Set("allowWatchBookmarks", "true")
	}
	if query.Has("timeoutSeconds") {
		upstream.Set("timeoutSeconds", query.Get("timeoutSeconds"))
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	events := make(chan event)
	ended, err := p.follow(ctx, v.path(namespace, ""), upstream, false, events)
	if err != nil {
		return err
	}
	if p.release != "1.1" && v.kind == "Kubernetes" {
		monitors := url.Values{"labelSelector": {kindLabel + "=" + v.kind + "," + groupLabel + "=" + apps}}
		path := (&view{storedIn: "/apis/cozystack.io/v1alpha1", storedAs: "workloadmonitors"}).path(namespace, "")
		if _, err := p.follow(ctx, path, monitors, true, events); err != nil {
			return err
		}
	}

	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	out, flusher := json.NewEncoder(w), http.NewResponseController(w)
	_ = flusher.Flush()
	state.send = func(kind string, shown object) {
		_ = out.Encode(object{"type": kind, "object": shown})
		_ = flusher.Flush()
	}
	for {
		select {
		case <-ended:
			return nil
		case each := <-events:
			if each.ofMonitor {
				p.tellOfMonitor(ctx, state, each)
			} else {
				p.tell(ctx, state, each)
			}
		}
	}
}

// follow passes on what the kube-apiserver tells, until it tells no more.
func (p *platform) follow(
	ctx context.Context, path string, query url.Values, ofMonitor bool, into chan<- event,
) (<-chan struct{}, error) {
	query.Set("watch", "true")
	content, err := p.kube.open(ctx, "GET", path, query, nil)
	if err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer content.Close()
		for decoder := json.NewDecoder(content); ; {
			each := event{ofMonitor: ofMonitor}
			if decoder.Decode(&each) != nil {
				return
			}
			select {
			case into <- each:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ended, nil
}

func (p *platform) tell(ctx context.Context, s *watching, told event) {
	if told.Type == "ERROR" {
		return
	}
	s.last = text(told.Object, "metadata", "resourceVersion")
	if told.Type == "BOOKMARK" {
		if s.owesEnd {
			p.end(ctx, s)
		} else {
			s.send(told.Type, s.bookmark(nil))
		}
		return
	}
	if !s.wanted.fits(told.Object) {
		return
	}
	if told.Type != "ADDED" {
		p.end(ctx, s)
	}
	if told.Type == "ADDED" && s.since > 0 && version(told.Object) <= s.since {
		return
	}
	s.send(told.Type, s.view.show(ctx, told.Object))
}

// tellOfMonitor shows the object whose monitor has changed, with the version of the monitor.
func (p *platform) tellOfMonitor(ctx context.Context, s *watching, told event) {
	if s.owesEnd {
		s.held = append(s.held, told)
		return
	}
	namespace := text(told.Object, "metadata", "namespace")
	name := text(under(told.Object, "metadata", "labels"), nameLabel)
	if told.Type == "BOOKMARK" || told.Type == "ERROR" || name == "" {
		return
	}
	stored, err := p.stored(ctx, s.view, namespace, name)
	if err != nil || !s.wanted.fits(stored) {
		return
	}
	shown := s.view.show(ctx, stored)
	under(shown, "metadata")["resourceVersion"] = text(told.Object, "metadata", "resourceVersion")
	s.send("MODIFIED", shown)
}

// end says that the initial events are over, once, to who waits for it.
func (p *platform) end(ctx context.Context, s *watching) {
	if !s.owesEnd {
		return
	}
	s.owesEnd = false
	s.send("BOOKMARK", s.bookmark(object{initialEventsEnd: "true"}))
	for _, each := range s.held {
		p.tellOfMonitor(ctx, s, each)
	}
	s.held = nil
}

func (s *watching) bookmark(annotations object) object {
	metadata := object{"resourceVersion": s.last}
	keep(metadata, "annotations", annotations)
	return object{"kind": s.view.kind, "apiVersion": s.view.group + "/v1alpha1", "metadata": metadata}
}
