package main

import (
	"fmt"
	"regexp"
	"strings"
)

// The name of a Helm release may have 53 characters, the prefix of the kind among them.
const longestRelease = 53

var (
	dns1035    = regexp.MustCompile(`^[a-z]([-a-z0-9]*[a-z0-9])?$`)
	tenantName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
)

func (p *platform) checkName(v *view, name string) error {
	refuse := func(why string) error {
		return invalid(v.group, v.kind, name, "metadata.name", fmt.Sprintf("Invalid value: %q: %s", name, why), false)
	}
	switch longest := longestRelease - len(v.namePrefix); {
	case name == "":
		return invalid(v.group, v.kind, name, "metadata.name", "Required value: name is required", true)
	case v.kind == "Tenant" && p.release != "1.1" && !tenantName.MatchString(name):
		return refuse("tenant names must start with a lowercase letter and contain only lowercase letters and digits; " +
			"dashes are not allowed")
	case !dns1035.MatchString(name):
		return refuse("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an " +
			"alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for " +
			"validation is '[a-z]([-a-z0-9]*[a-z0-9])?')")
	case len(name) > longest:
		return refuse(fmt.Sprintf("must be no more than %d characters (release prefix %q)", longest, v.namePrefix))
	}
	return nil
}

// checkKeys keeps the keys for the platform that it uses itself. It is all that is ever checked of a spec.
func checkKeys(application object) error {
	spec, isMap := application["spec"].(object)
	if !isMap && application["spec"] != nil {
		return badRequest("json: cannot unmarshal the spec into Go value of type map[string]interface {}")
	}
	for key := range spec {
		if strings.HasPrefix(key, "_") {
			return badRequest("values key %q is reserved (keys starting with '_' are not allowed)", key)
		}
	}
	return nil
}
