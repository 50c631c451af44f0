package main

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// coreKinds are what tenants see of the objects that the platform makes for them (cozystack, pkg/registry/core).
func (p *platform) coreKinds() []*view {
	return []*view{
		{
			group: core, kind: "TenantModule", singular: "tenantmodule", plural: "tenantmodules",
			storedIn: "/apis/helm.toolkit.fluxcd.io/v2", storedAs: "helmreleases",
			requires: object{moduleLabel: "true"}, show: tenantModule,
		},
		{
			group: core, kind: "TenantNamespace", singular: "tenantnamespace", plural: "tenantnamespaces",
			clusterScoped: true, storedIn: "/api/v1", storedAs: "namespaces", show: tenantNamespaceOf,
		},
		{
			group: core, kind: "TenantSecret", singular: "tenantsecret", plural: "tenantsecrets",
			storedIn: "/api/v1", storedAs: "secrets", requires: object{secretLabel: "true"}, show: tenantSecret,
		},
	}
}

func coreObject(kind string, stored object, hidden string) object {
	metadata := shownMetadata(stored, "")
	labels := maps.Clone(under(stored, "metadata", "labels"))
	delete(labels, hidden)
	keep(metadata, "labels", labels)
	keep(metadata, "annotations", under(stored, "metadata", "annotations"))
	return object{"kind": kind, "apiVersion": core + "/v1alpha1", "metadata": metadata}
}

func tenantModule(_ context.Context, stored object) object {
	module := coreObject("TenantModule", stored, moduleLabel)
	module["status"] = shownStatus(stored)
	return module
}

func tenantNamespaceOf(_ context.Context, stored object) object {
	return coreObject("TenantNamespace", stored, "")
}

// tenantSecret shows values twice, and both times as base64: stringData is no plain text here.
func tenantSecret(_ context.Context, stored object) object {
	secret := coreObject("TenantSecret", stored, secretLabel)
	keep(secret, "type", text(stored, "type"))
	data := under(stored, "data")
	keep(secret, "data", data)
	keep(secret, "stringData", data)
	return secret
}

// user is who asks, as the kube-apiserver found out.
type user struct {
	name   string
	groups []string
}

func userOf(r *http.Request) user {
	return user{r.Header.Get("X-Remote-User"), r.Header.Values("X-Remote-Group")}
}

// mayEnter says which tenants' namespaces a user sees: those where some role is bound to the user.
func (p *platform) mayEnter(ctx context.Context, asking user) (func(namespace string) bool, error) {
	if slices.Contains(asking.groups, "system:masters") {
		return func(string) bool { return true }, nil
	}
	bindings, err := p.kube.do(ctx, "GET", "/apis/rbac.authorization.k8s.io/v1/rolebindings", nil, nil)
	if err != nil {
		return nil, err
	}
	entered := map[string]bool{}
	for _, binding := range itemsOf(bindings) {
		subjects, _ := binding["subjects"].([]any)
		for _, each := range subjects {
			subject, _ := each.(object)
			kind, name := text(subject, "kind"), text(subject, "name")
			if (kind == "User" && name == asking.name) || (kind == "Group" && slices.Contains(asking.groups, name)) {
				entered[text(binding, "metadata", "namespace")] = true
			}
		}
	}
	return func(namespace string) bool { return entered[namespace] }, nil
}

func (p *platform) listNamespaces(r *http.Request, v *view) (object, error) {
	list, err := p.list(r.Context(), v, "", r.URL.Query())
	if err != nil {
		return nil, err
	}
	enters, err := p.mayEnter(r.Context(), userOf(r))
	if err != nil {
		return nil, err
	}
	list["items"] = slices.DeleteFunc(list["items"].([]object), func(each object) bool {
		name := text(each, "metadata", "name")
		return !strings.HasPrefix(name, "tenant-") || !enters(name)
	})
	return list, nil
}

func (p *platform) getNamespace(r *http.Request, v *view, name string) (object, error) {
	if !strings.HasPrefix(name, "tenant-") {
		return nil, notFound(v, name)
	}
	enters, err := p.mayEnter(r.Context(), userOf(r))
	if err != nil {
		return nil, err
	}
	// The first releases showed every tenant's namespace to who knew its name.
	if p.release != "1.1" && !enters(name) {
		return nil, &failure{http.StatusForbidden, "Forbidden",
			fmt.Sprintf("%s.%s %q is forbidden: access denied", v.plural, v.group, name),
			object{"name": name, "group": v.group, "kind": v.plural}}
	}
	return p.get(r.Context(), v, "", name)
}
