package main

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

func wantsTable(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "as=Table")
}

// table shows applications as kubectl prints them.
func table(shown object) object {
	items, isList := shown["items"].([]object)
	if !isList {
		items = []object{shown}
	}
	columns := []any{}
	for _, name := range []string{"NAME", "READY", "AGE", "VERSION"} {
		columns = append(columns, object{"name": name, "type": "string", "format": "", "description": "", "priority": 0})
	}
	rows := []any{}
	for _, each := range items {
		rows = append(rows, object{
			"cells": []any{text(each, "metadata", "name"), readiness(each), age(each), revision(each)},
			"object": object{
				"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": each["metadata"],
			},
		})
	}
	return object{
		"kind": "Table", "apiVersion": "meta.k8s.io/v1", "columnDefinitions": columns, "rows": rows,
		"metadata": object{"resourceVersion": text(shown, "metadata", "resourceVersion")},
	}
}

func readiness(application object) string {
	conditions, _ := under(application, "status")["conditions"].([]any)
	for _, each := range conditions {
		if condition, _ := each.(object); text(condition, "type") == "Ready" {
			return text(condition, "status")
		}
	}
	return "Unknown"
}

// revision is what follows the plus sign of a chart's version.
func revision(application object) string {
	version := text(application, "status", "version")
	if version == "" {
		return "<unknown>"
	}
	_, after, found := strings.Cut(version, "+")
	if found && after != "" {
		return after
	}
	return version
}

func age(application object) string {
	created, _ := time.Parse(time.RFC3339, text(application, "metadata", "creationTimestamp"))
	return fmt.Sprintf("%ds", int(time.Since(created).Seconds()))
}
