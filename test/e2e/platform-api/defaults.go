package main

// withDefaults fills a value from its schema, as the platform does for what it shows: what is absent gets its default, and
// what is not of the kind that the schema says (a text where there should be a map) is replaced by it (cozystack,
// pkg/registry/apps/application/rest_defaulting.go).
func withDefaults(value any, schema object, top bool) any {
	switch kindOf(schema) {
	case "object":
		return objectWithDefaults(value, schema, top)
	case "array":
		list, ok := value.([]any)
		if !ok {
			list, _ = copied(schema["default"]).([]any)
		}
		if list == nil {
			list = []any{}
		}
		if items := under(schema, "items"); items != nil {
			for index := range list {
				list[index] = withDefaults(list[index], items, false)
			}
		}
		return list
	default:
		if value == nil {
			return copied(schema["default"])
		}
		return value
	}
}

func objectWithDefaults(value any, schema object, top bool) object {
	result, ok := value.(object)
	if !ok && !top {
		result, _ = copied(schema["default"]).(object)
	}
	if result == nil {
		result = object{}
	}
	properties := under(schema, "properties")
	for name := range properties {
		property := under(properties, name)
		if _, set := result[name]; !set && property["default"] != nil {
			result[name] = copied(property["default"])
		}
		if current, set := result[name]; set {
			result[name] = withDefaults(current, property, false)
		}
	}
	if others := under(schema, "additionalProperties"); others != nil {
		for name, current := range result {
			if _, known := properties[name]; !known {
				result[name] = withDefaults(current, others, false)
			}
		}
	}
	return result
}

func kindOf(schema object) string {
	if kind, ok := schema["type"].(string); ok {
		return kind
	}
	switch {
	case under(schema, "properties") != nil || under(schema, "additionalProperties") != nil:
		return "object"
	case under(schema, "items") != nil:
		return "array"
	default:
		return ""
	}
}
