package main

import (
	"context"
	"net/url"
	"strings"
)

// application is what the platform shows of a HelmRelease: its values with all defaults, and what Helm made of it.
func (p *platform) application(ctx context.Context, v *view, stored object) object {
	values, _ := copied(under(stored, "spec", "values")).(object)
	for key := range values {
		if strings.HasPrefix(key, "_") {
			delete(values, key)
		}
	}
	metadata := shownMetadata(stored, v.namePrefix)
	keep(metadata, "labels", withoutPrefix(userPrefix, under(stored, "metadata", "labels")))
	keep(metadata, "annotations", withoutPrefix(userPrefix, under(stored, "metadata", "annotations")))
	status := shownStatus(stored)
	if v.kind == "Tenant" {
		status["namespace"] = tenantNamespace(text(stored, "metadata", "namespace"), text(metadata, "name"))
	}
	if p.release != "1.1" {
		p.addWorkloads(ctx, v, stored, status)
	}
	return object{
		"kind": v.kind, "apiVersion": apps + "/v1alpha1", "metadata": metadata,
		"spec": withDefaults(values, v.schema, true), "status": status,
	}
}

// shownMetadata leaves out what the platform does not show: generation, finalizers, owners and managed fields.
func shownMetadata(stored object, namePrefix string) object {
	metadata := object{"name": strings.TrimPrefix(text(stored, "metadata", "name"), namePrefix)}
	for _, key := range []string{"namespace", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp"} {
		keep(metadata, key, under(stored, "metadata")[key])
	}
	return metadata
}

func shownStatus(stored object) object {
	status := object{}
	keep(status, "version", text(stored, "status", "lastAttemptedRevision"))
	conditions := []any{}
	all, _ := under(stored, "status")["conditions"].([]any)
	for _, each := range all {
		condition, _ := each.(object)
		if kind := text(condition, "type"); kind != "Ready" && kind != "Released" {
			continue
		}
		shown := object{}
		for _, key := range []string{"type", "status", "lastTransitionTime", "reason", "message"} {
			shown[key] = condition[key]
		}
		conditions = append(conditions, shown)
	}
	if len(conditions) > 0 {
		status["conditions"] = conditions
	}
	return status
}

func tenantNamespace(parent, name string) string {
	if parent == "tenant-root" {
		return "tenant-" + name
	}
	return parent + "-" + name
}

// addWorkloads says of an application whether its WorkloadMonitors are operational, if it has any.
func (p *platform) addWorkloads(ctx context.Context, v *view, stored, status object) {
	namespace := text(stored, "metadata", "namespace")
	name := strings.TrimPrefix(text(stored, "metadata", "name"), v.namePrefix)
	if v.kind == "Tenant" {
		namespace = tenantNamespace(namespace, name)
	}
	selector := kindLabel + "=" + v.kind + "," + groupLabel + "=" + apps + "," + nameLabel + "=" + name
	list, err := p.kube.do(ctx, "GET", "/apis/cozystack.io/v1alpha1/namespaces/"+namespace+"/workloadmonitors",
		url.Values{"labelSelector": {selector}}, nil)
	monitors := itemsOf(list)
	if err != nil || len(monitors) == 0 {
		return
	}
	condition := object{
		"type": "WorkloadsReady", "status": "True", "reason": "WorkloadMonitorCheck", "message": "All workloads are operational",
		"lastTransitionTime": under(monitors[0], "metadata")["creationTimestamp"],
	}
	for _, monitor := range monitors {
		operational, known := under(monitor, "status")["operational"].(bool)
		if known && !operational {
			condition["status"], condition["reason"] = "False", "WorkloadMonitorCheck"
			condition["message"] = "One or more workloads are not operational"
			break
		}
		if !known {
			condition["status"], condition["reason"] = "Unknown", "Pending"
			condition["message"] = "One or more workloads have not been reconciled yet"
		}
	}
	conditions, _ := status["conditions"].([]any)
	status["conditions"] = append(conditions, condition)
}

// helmRelease is how an application is stored. Nothing of what was stored before is kept: not even the finalizers.
func (v *view) helmRelease(application object) object {
	metadata := under(application, "metadata")
	name := text(metadata, "name")
	labels := withPrefix(userPrefix, under(metadata, "labels"))
	for _, set := range []object{v.labels, v.requires, {nameLabel: name}} {
		for key, value := range set {
			labels[key] = value
		}
	}
	kept := object{"name": v.namePrefix + name, "namespace": metadata["namespace"], "labels": labels}
	keep(kept, "annotations", withPrefix(userPrefix, under(metadata, "annotations")))
	keep(kept, "resourceVersion", metadata["resourceVersion"])
	keep(kept, "uid", metadata["uid"])
	spec := object{}
	if values := application["spec"]; values != nil {
		spec["values"] = values
	}
	return object{
		"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": kept, "spec": spec,
	}
}
