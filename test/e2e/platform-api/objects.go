package main

import (
	"encoding/json"
	"strings"
)

// object is anything of the Kubernetes API, as JSON has it.
type object = map[string]any

// under returns the object at a path, nil when there is none.
func under(from object, path ...string) object {
	for _, key := range path {
		from, _ = from[key].(object)
	}
	return from
}

// text returns the string at a path, empty when there is none.
func text(from object, path ...string) string {
	last := len(path) - 1
	found, _ := under(from, path[:last]...)[path[last]].(string)
	return found
}

// itemsOf returns the objects of a list.
func itemsOf(list object) []object {
	values, _ := list["items"].([]any)
	items := make([]object, 0, len(values))
	for _, value := range values {
		if item, ok := value.(object); ok {
			items = append(items, item)
		}
	}
	return items
}

// copied returns a value that shares nothing with the given one.
func copied(value any) any {
	switch value := value.(type) {
	case object:
		result := make(object, len(value))
		for key, each := range value {
			result[key] = copied(each)
		}
		return result
	case []any:
		result := make([]any, len(value))
		for index, each := range value {
			result[index] = copied(each)
		}
		return result
	default:
		return value
	}
}

// withPrefix returns a map whose keys carry a prefix.
func withPrefix(prefix string, labels object) object {
	result := object{}
	for key, value := range labels {
		result[prefix+key] = value
	}
	return result
}

// withoutPrefix returns what a map has under a prefix.
func withoutPrefix(prefix string, labels object) object {
	result := object{}
	for key, value := range labels {
		if rest, has := strings.CutPrefix(key, prefix); has {
			result[rest] = value
		}
	}
	return result
}

// keep sets a field unless there is nothing in it.
func keep(into object, key string, value any) {
	switch value := value.(type) {
	case nil:
	case string:
		if value != "" {
			into[key] = value
		}
	case object:
		if len(value) > 0 {
			into[key] = value
		}
	default:
		into[key] = value
	}
}

func parse(bytes []byte) (object, error) {
	var result object
	err := json.Unmarshal(bytes, &result)
	return result, err
}
