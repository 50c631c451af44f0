package main

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"log"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// platform is the platform's API server, as far as the contract suite states how it behaves.
type platform struct {
	release string
	kube    *kube
	views   []*view
	log     *requestLog
}

func serve(arguments []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	port := flags.Int("port", 0, "where to listen, on loopback")
	release := flags.String("release", "1.1", "the platform's release: 1.1 or 1.6")
	schemas := flags.String("schemas", "", "the folder with the schemas of the release's kinds")
	kubeconfig := flags.String("kubeconfig", "", "how to reach the kube-apiserver, with all rights")
	certificates := flags.String("certificates", "", "the folder that `platform-api certs` has written")
	logFile := flags.String("log", "", "where to write what requests asked for")
	_ = flags.Parse(arguments)
	if *release != "1.1" && *release != "1.6" {
		return fmt.Errorf("no release %q: 1.1 or 1.6", *release)
	}

	kube, err := connect(*kubeconfig)
	if err != nil {
		return err
	}
	requests, err := openLog(*logFile)
	if err != nil {
		return err
	}
	p := &platform{release: *release, kube: kube, log: requests}
	if p.views, err = p.kinds(*schemas); err != nil {
		return err
	}
	trust, err := os.ReadFile(filepath.Join(*certificates, "front-proxy-ca.crt"))
	if err != nil {
		return err
	}
	clients := x509.NewCertPool()
	clients.AppendCertsFromPEM(trust)
	server := &http.Server{
		Addr:      fmt.Sprintf("127.0.0.1:%d", *port),
		Handler:   p,
		TLSConfig: &tls.Config{ClientCAs: clients, ClientAuth: tls.VerifyClientCertIfGiven},
		// Whoever is cut off by a test says so here, and nobody has to know.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	return server.ListenAndServeTLS(filepath.Join(*certificates, "serving.crt"), filepath.Join(*certificates, "serving.key"))
}

// ServeHTTP answers what the kube-apiserver passes on. It has authenticated and authorised the user by then, and shows a
// certificate for it.
func (p *platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.discover(w, r) {
		return
	}
	if len(r.TLS.VerifiedChains) == 0 {
		answerError(w, &failure{http.StatusUnauthorized, "Unauthorized", "Unauthorized", nil})
		return
	}
	v, namespace, name := p.find(r.URL.Path)
	if v == nil {
		answerError(w, unknownResource())
		return
	}
	if isWatch := r.URL.Query().Get("watch"); r.Method == http.MethodGet && (isWatch == "true" || isWatch == "1") {
		if err := p.watch(w, r, v, namespace); err != nil {
			answerError(w, err)
		}
		return
	}
	code, body, err := p.respond(r, v, namespace, name)
	if err != nil {
		answerError(w, err)
		return
	}
	if wantsTable(r) && v.group == apps {
		body = table(body)
	}
	answer(w, code, body)
}

func (p *platform) respond(r *http.Request, v *view, namespace, name string) (int, object, error) {
	ctx := r.Context()
	switch {
	case r.Method == http.MethodGet && v.clusterScoped && name == "":
		list, err := p.listNamespaces(r, v)
		return http.StatusOK, list, err
	case r.Method == http.MethodGet && v.clusterScoped:
		found, err := p.getNamespace(r, v, name)
		return http.StatusOK, found, err
	case r.Method == http.MethodGet && name == "":
		list, err := p.list(ctx, v, namespace, r.URL.Query())
		return http.StatusOK, list, err
	case r.Method == http.MethodGet:
		found, err := p.get(ctx, v, namespace, name)
		return http.StatusOK, found, err
	case !v.writable() || (name == "") != (r.Method == http.MethodPost):
		return 0, nil, notAllowed()
	case r.Method == http.MethodDelete:
		status, err := p.delete(ctx, v, namespace, name)
		return http.StatusOK, status, err
	}

	sent, err := p.sent(r)
	if err != nil {
		return 0, nil, err
	}
	switch r.Method {
	case http.MethodPost:
		if err := checkNamespace(sent, namespace); err != nil {
			return 0, nil, err
		}
		created, err := p.create(ctx, v, namespace, sent)
		return http.StatusCreated, created, err
	case http.MethodPut:
		replaced, err := p.update(ctx, v, namespace, name, func(object) (object, error) { return sent, nil })
		return http.StatusOK, replaced, err
	case http.MethodPatch:
		patched, isNew, err := p.patch(r, v, namespace, name, sent)
		if isNew {
			return http.StatusCreated, patched, err
		}
		return http.StatusOK, patched, err
	default:
		return 0, nil, notAllowed()
	}
}

// sent reads the body of a write.
func (p *platform) sent(r *http.Request) (object, error) {
	content, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	body, err := parse(content)
	if err != nil {
		return nil, badRequest("%v", err)
	}
	p.log.write(r, body)
	if r.URL.Query().Get("fieldValidation") == "Strict" {
		for key := range body {
			switch key {
			case "apiVersion", "kind", "metadata", "appVersion", "spec", "status":
			default:
				return nil, badRequest("strict decoding error: unknown field %q", key)
			}
		}
	}
	return body, nil
}

func mediaType(r *http.Request) string {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return media
}

// find reads a path: /apis/<group>/v1alpha1/[namespaces/<namespace>/]<plural>[/<name>].
func (p *platform) find(path string) (v *view, namespace, name string) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) < 4 || parts[0] != "apis" || parts[2] != "v1alpha1" {
		return nil, "", ""
	}
	group, rest := parts[1], parts[3:]
	if rest[0] == "namespaces" && len(rest) > 2 {
		namespace, rest = rest[1], rest[2:]
	}
	if len(rest) > 2 {
		return nil, "", ""
	}
	if len(rest) == 2 {
		name = rest[1]
	}
	for _, each := range p.views {
		if each.group == group && each.plural == rest[0] {
			return each, namespace, name
		}
	}
	return nil, "", ""
}
