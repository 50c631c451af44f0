package main

import (
	"net/http"
	"strings"
)

const discoveryPrefix = "/apis"

// discover answers what is asked before anything is asked for: which groups, kinds and schemas there are.
func (p *platform) discover(w http.ResponseWriter, r *http.Request) bool {
	groups := []string{apps, core}
	switch path := strings.TrimSuffix(r.URL.Path, "/"); path {
	case "/healthz", "/readyz", "/livez":
		_, _ = w.Write([]byte("ok"))
	case discoveryPrefix:
		all := make([]any, len(groups))
		for index, name := range groups {
			all[index] = group(name)
		}
		answer(w, http.StatusOK, object{"kind": "APIGroupList", "apiVersion": "v1", "groups": all})
	case discoveryPrefix + "/" + apps, discoveryPrefix + "/" + core:
		answer(w, http.StatusOK, group(path[len(discoveryPrefix)+1:]))
	case discoveryPrefix + "/" + apps + "/v1alpha1", discoveryPrefix + "/" + core + "/v1alpha1":
		name, _, _ := strings.Cut(path[len(discoveryPrefix)+1:], "/")
		answer(w, http.StatusOK, p.resources(name))
	case "/openapi/v3":
		answer(w, http.StatusOK, object{"paths": object{
			schemaPath[1:][len("openapi/v3/"):]: object{"serverRelativeURL": schemaPath},
		}})
	case schemaPath:
		answer(w, http.StatusOK, p.schemas())
	default:
		return false
	}
	return true
}

func group(name string) object {
	version := object{"groupVersion": name + "/v1alpha1", "version": "v1alpha1"}
	return object{
		"kind": "APIGroup", "apiVersion": "v1", "name": name, "versions": []any{version}, "preferredVersion": version,
	}
}

func (p *platform) resources(group string) object {
	resources := []any{}
	for _, v := range p.views {
		if v.group == group {
			resources = append(resources, object{
				"name": v.plural, "singularName": v.singular, "namespaced": !v.clusterScoped, "group": v.group,
				"version": "v1alpha1", "kind": v.kind, "verbs": v.verbs(),
			})
		}
	}
	return object{
		"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": group + "/v1alpha1", "resources": resources,
	}
}

const schemaPath = "/openapi/v3/apis/" + apps + "/v1alpha1"

// schemas publishes what a kind's spec looks like, for clients that explain it.
func (p *platform) schemas() object {
	schemas := object{}
	for _, v := range p.views {
		if v.writable() {
			schemas["com.github.cozystack.cozystack.pkg.apis.apps.v1alpha1."+v.kind] = object{
				"type": "object",
				"properties": object{
					"apiVersion": object{"type": "string"}, "kind": object{"type": "string"},
					"metadata": object{"type": "object"}, "spec": v.schema, "status": object{"type": "object"},
				},
				"x-kubernetes-group-version-kind": []any{
					object{"group": v.group, "version": "v1alpha1", "kind": v.kind},
				},
			}
		}
	}
	return object{
		"openapi": "3.0.0", "info": object{"title": "Cozy", "version": p.release}, "paths": object{},
		"components": object{"schemas": schemas},
	}
}
