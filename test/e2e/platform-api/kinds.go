package main

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

const (
	apps = "apps.cozystack.io"
	core = "core.cozystack.io"

	kindLabel   = "apps.cozystack.io/application.kind"
	groupLabel  = "apps.cozystack.io/application.group"
	nameLabel   = "apps.cozystack.io/application.name"
	moduleLabel = "internal.cozystack.io/tenantmodule"
	secretLabel = "internal.cozystack.io/tenantresource"
	// What users write as labels and annotations is stored under this prefix.
	userPrefix = "apps.cozystack.io-"
)

// view is a kind that the platform shows: how it is called, and how it is kept on the kube-apiserver.
type view struct {
	group, kind, singular, plural string
	clusterScoped                 bool

	// Where it is kept, for example "/apis/helm.toolkit.fluxcd.io/v2" and "helmreleases".
	storedIn, storedAs string
	// What stored names and the keys of stored user labels begin with.
	namePrefix, labelPrefix string
	// Labels without which a stored object is not one of these, and those that a new one gets besides.
	requires, labels object
	// The kind's schema, which the defaults come from; nil for what cannot be written.
	schema object

	show func(ctx context.Context, stored object) object
}

func (v *view) writable() bool { return v.schema != nil }

func (v *view) verbs() []string {
	if v.writable() {
		return []string{"create", "delete", "get", "list", "patch", "update", "watch"}
	}
	return []string{"get", "list", "watch"}
}

// path is where the kube-apiserver keeps these, or one of them.
func (v *view) path(namespace, name string) string {
	path := v.storedIn
	if namespace != "" {
		path += "/namespaces/" + url.PathEscape(namespace)
	}
	path += "/" + v.storedAs
	if name != "" {
		path += "/" + url.PathEscape(v.namePrefix+name)
	}
	return path
}

func (v *view) isOne(stored object) bool {
	labels := under(stored, "metadata", "labels")
	for key, value := range v.requires {
		if labels[key] != value {
			return false
		}
	}
	return strings.HasPrefix(text(stored, "metadata", "name"), v.namePrefix)
}

func (p *platform) kinds(schemas string) ([]*view, error) {
	views := p.coreKinds()
	for _, application := range []struct{ kind, plural, file, prefix string }{
		{"Etcd", "etcds", "etcd", ""},
		{"Kubernetes", "kuberneteses", "kubernetes", "kubernetes-"},
		{"Tenant", "tenants", "tenant", "tenant-"},
	} {
		schema, err := readSchema(filepath.Join(schemas, application.file+".json"))
		if err != nil {
			return nil, err
		}
		v := &view{
			group: apps, kind: application.kind, singular: strings.ToLower(application.kind), plural: application.plural,
			storedIn: "/apis/helm.toolkit.fluxcd.io/v2", storedAs: "helmreleases",
			namePrefix: application.prefix, labelPrefix: userPrefix, schema: schema,
			requires: object{kindLabel: application.kind, groupLabel: apps},
			labels:   object{"sharding.fluxcd.io/key": "tenants"},
		}
		if application.kind == "Etcd" {
			v.labels[moduleLabel] = "true"
		}
		v.show = func(ctx context.Context, stored object) object { return p.application(ctx, v, stored) }
		views = append(views, v)
	}
	return views, nil
}

// readSchema reads a schema and puts its definitions where they are referred to.
func readSchema(file string) (object, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	schema, err := parse(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	definitions := under(schema, "$defs")
	delete(schema, "$defs")
	delete(schema, "$schema")
	return resolved(schema, definitions).(object), nil
}

func resolved(value any, definitions object) any {
	switch value := value.(type) {
	case object:
		if reference, ok := value["$ref"].(string); ok {
			whole := maps.Clone(under(definitions, reference[strings.LastIndex(reference, "/")+1:]))
			maps.Copy(whole, value)
			delete(whole, "$ref")
			return resolved(whole, definitions)
		}
		result := make(object, len(value))
		for key, each := range value {
			result[key] = resolved(each, definitions)
		}
		return result
	case []any:
		result := make([]any, len(value))
		for index, each := range value {
			result[index] = resolved(each, definitions)
		}
		return result
	default:
		return value
	}
}
