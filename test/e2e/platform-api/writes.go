package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// None of these looks at the request's dryRun, nor at the preconditions of a deletion: the platform does not pass them on
// to where it stores (cozystack v1.1.2 and v1.6.2, pkg/registry/apps/application/rest.go).

func (p *platform) create(ctx context.Context, v *view, namespace string, application object) (object, error) {
	if err := p.checkName(v, text(application, "metadata", "name")); err != nil {
		return nil, err
	}
	if err := checkKeys(application); err != nil {
		return nil, err
	}
	release := v.helmRelease(inNamespace(application, namespace))
	delete(under(release, "metadata"), "uid")
	stored, err := p.kube.do(ctx, "POST", v.path(namespace, ""), nil, release)
	if err != nil {
		return nil, internal("create", err)
	}
	return v.show(ctx, stored), nil
}

// update writes an application over the one that is there; change gets what users see of it, with all defaults.
func (p *platform) update(
	ctx context.Context, v *view, namespace, name string, change func(current object) (object, error),
) (object, error) {
	current, err := p.get(ctx, v, namespace, name)
	if err != nil {
		return nil, err
	}
	application, err := change(current)
	if err != nil {
		return nil, err
	}
	if err := checkIdentity(application, namespace, name); err != nil {
		return nil, err
	}
	if err := checkKeys(application); err != nil {
		return nil, err
	}
	release := v.helmRelease(inNamespace(application, namespace))
	stored, err := p.replace(ctx, v, namespace, name, release)
	if err != nil {
		return nil, internal("update", err)
	}
	return v.show(ctx, stored), nil
}

func (p *platform) replace(ctx context.Context, v *view, namespace, name string, release object) (object, error) {
	metadata := under(release, "metadata")
	for attempt := 1; ; attempt++ {
		if text(metadata, "resourceVersion") == "" {
			current, err := p.kube.do(ctx, "GET", v.path(namespace, name), nil, nil)
			if err != nil {
				return nil, err
			}
			metadata["resourceVersion"] = text(current, "metadata", "resourceVersion")
		}
		stored, err := p.kube.do(ctx, "PUT", v.path(namespace, name), url.Values{}, release)
		var refused *failure
		isConflict := errors.As(err, &refused) && refused.code == http.StatusConflict
		// From 1.6 on the platform takes every conflict for one with Flux, and writes on the newest version instead.
		if p.release == "1.1" || !isConflict || attempt == 4 {
			return stored, err
		}
		delete(metadata, "resourceVersion")
	}
}

func (p *platform) delete(ctx context.Context, v *view, namespace, name string) (object, error) {
	stored, err := p.stored(ctx, v, namespace, name)
	if err != nil {
		return nil, err
	}
	if text(under(stored, "metadata", "labels"), nameLabel) != name {
		return nil, notFound(v, name)
	}
	if _, err := p.kube.do(ctx, "DELETE", v.path(namespace, name), nil, nil); err != nil {
		return nil, internal("delete", err)
	}
	return object{
		"kind": "Status", "apiVersion": "v1", "metadata": object{}, "status": "Success",
		"details": object{"name": name, "kind": v.kind}, "code": http.StatusOK,
	}, nil
}

func inNamespace(application object, namespace string) object {
	metadata := under(application, "metadata")
	if metadata == nil {
		metadata = object{}
		application["metadata"] = metadata
	}
	metadata["namespace"] = namespace
	return application
}

func checkIdentity(application object, namespace, name string) error {
	if err := checkNamespace(application, namespace); err != nil {
		return err
	}
	switch sent := text(application, "metadata", "name"); sent {
	case name:
		return nil
	case "":
		return badRequest("the name of the object (%s based on URL) was undeterminable: name must be provided", name)
	default:
		return badRequest("the name of the object (%s) does not match the name on the URL (%s)", sent, name)
	}
}

func checkNamespace(application object, namespace string) error {
	if sent := text(application, "metadata", "namespace"); sent != "" && sent != namespace {
		return badRequest("the namespace of the provided object does not match the namespace sent on the request")
	}
	return nil
}
