package main

import (
	"net/url"
	"regexp"
	"sort"
	"strings"
)

// selection is what a list or a watch asks for.
type selection struct {
	labels          string
	name, namespace string
}

// Commas part requirements, unless they are between parentheses.
var requirement = regexp.MustCompile(`[^,(]+(\([^)]*\))?`)
var requirementKey = regexp.MustCompile(`^\s*(!?)\s*(.*)$`)

// selection reads the selectors of a request; those by label are rewritten to the labels of what is stored.
func (v *view) selection(query url.Values) (*selection, error) {
	var labels []string
	for key, value := range v.requires {
		labels = append(labels, key+"="+value.(string))
	}
	sort.Strings(labels)
	for _, each := range requirement.FindAllString(query.Get("labelSelector"), -1) {
		labels = append(labels, requirementKey.ReplaceAllString(each, "${1}"+v.labelPrefix+"${2}"))
	}
	wanted := &selection{labels: strings.Join(labels, ",")}
	for _, each := range strings.Split(query.Get("fieldSelector"), ",") {
		if each == "" {
			continue
		}
		field, value, _ := strings.Cut(strings.Replace(each, "==", "=", 1), "=")
		switch field {
		case "metadata.name":
			wanted.name = v.namePrefix + value
		case "metadata.namespace":
			wanted.namespace = value
		default:
			return nil, badRequest("%q is not a known field selector: only \"metadata.name\", \"metadata.namespace\"", field)
		}
	}
	return wanted, nil
}

func (s *selection) forStored() url.Values {
	query := url.Values{}
	if s.labels != "" {
		query.Set("labelSelector", s.labels)
	}
	return query
}

func (s *selection) fits(stored object) bool {
	return (s.name == "" || s.name == text(stored, "metadata", "name")) &&
		(s.namespace == "" || s.namespace == text(stored, "metadata", "namespace"))
}
