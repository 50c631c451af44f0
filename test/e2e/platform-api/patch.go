package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

const (
	mergePatch = "application/merge-patch+json"
	applyPatch = "application/apply-patch+yaml"
)

// patch returns the object and whether it is new.
func (p *platform) patch(r *http.Request, v *view, namespace, name string, sent object) (object, bool, error) {
	switch contentType := mediaType(r); contentType {
	case mergePatch:
		patched, err := p.update(r.Context(), v, namespace, name, func(current object) (object, error) {
			return merged(current, sent).(object), nil
		})
		return patched, false, err
	case applyPatch:
		return p.apply(r, v, namespace, name, sent)
	default:
		return nil, false, unsupported(contentType)
	}
}

// merged applies a JSON merge patch (RFC 7386).
func merged(value, patch any) any {
	changes, ok := patch.(object)
	if !ok {
		return patch
	}
	result, ok := value.(object)
	if !ok {
		result = object{}
	}
	for key, change := range changes {
		if change == nil {
			delete(result, key)
		} else {
			result[key] = merged(result[key], change)
		}
	}
	return result
}

// apply is server-side apply on a server that remembers nothing: whatever is there belongs to somebody from before.
func (p *platform) apply(r *http.Request, v *view, namespace, name string, sent object) (object, bool, error) {
	query := r.URL.Query()
	if query.Get("fieldManager") == "" {
		return nil, false, invalid("meta.k8s.io", "PatchOptions", "", "fieldManager",
			"Required value: is required for apply patch", true)
	}
	if err := checkIdentity(sent, namespace, name); err != nil {
		return nil, false, err
	}
	applied, err := p.update(r.Context(), v, namespace, name, func(current object) (object, error) {
		if query.Get("force") != "true" {
			if err := conflictsOf(current, sent); err != nil {
				return nil, err
			}
		}
		return laidOver(current, sent).(object), nil
	})
	if isAbsent(err) {
		created, err := p.create(context.WithoutCancel(r.Context()), v, namespace, sent)
		return created, true, err
	}
	return applied, false, err
}

func isAbsent(err error) bool {
	var refused *failure
	return errors.As(err, &refused) && refused.code == http.StatusNotFound
}

// laidOver lets the sent maps into those that are there; anything else replaces what is there.
func laidOver(current, sent any) any {
	fields, ok := sent.(object)
	into, fits := current.(object)
	if !ok || !fits {
		return sent
	}
	for key, value := range fields {
		into[key] = laidOver(into[key], value)
	}
	return into
}

func conflictsOf(current, sent object) error {
	var fields []string
	for _, part := range []string{"metadata", "spec"} {
		collectConflicts(under(current, part), under(sent, part), "."+part, &fields)
	}
	if len(fields) == 0 {
		return nil
	}
	with := `with "before-first-apply" using ` + apps + "/v1alpha1"
	message := fmt.Sprintf("Apply failed with 1 conflict: conflict %s: %s", with, fields[0])
	if len(fields) > 1 {
		message = fmt.Sprintf("Apply failed with %d conflicts: conflicts %s:\n- %s", len(fields), with,
			strings.Join(fields, "\n- "))
	}
	causes := make([]any, len(fields))
	for index, field := range fields {
		causes[index] = object{"reason": "FieldManagerConflict", "message": "conflict " + with, "field": field}
	}
	return &failure{http.StatusConflict, "Conflict", message, object{"causes": causes}}
}

func collectConflicts(current, sent object, path string, into *[]string) {
	var deeper []string
	for _, key := range slices.Sorted(maps.Keys(sent)) {
		there, exists := current[key]
		if !exists || reflect.DeepEqual(there, sent[key]) {
			continue
		}
		_, isMap := sent[key].(object)
		if _, wasMap := there.(object); isMap && wasMap {
			deeper = append(deeper, key)
		} else {
			*into = append(*into, path+"."+key)
		}
	}
	for _, key := range deeper {
		collectConflicts(under(current, key), under(sent, key), path+"."+key, into)
	}
}
