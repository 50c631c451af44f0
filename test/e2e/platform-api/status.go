package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// failure is an answer that says no, as the Kubernetes API says it.
type failure struct {
	code    int
	reason  string
	message string
	details object
}

func (f *failure) Error() string { return f.message }

func (f *failure) status() object {
	status := object{
		"kind": "Status", "apiVersion": "v1", "metadata": object{}, "status": "Failure", "message": f.message, "code": f.code,
	}
	keep(status, "reason", f.reason)
	if f.details != nil {
		status["details"] = f.details
	}
	return status
}

func notFound(v *view, name string) error {
	return &failure{http.StatusNotFound, "NotFound", fmt.Sprintf("%s.%s %q not found", v.plural, v.group, name),
		object{"name": name, "group": v.group, "kind": v.plural}}
}

func badRequest(format string, arguments ...any) error {
	return &failure{http.StatusBadRequest, "BadRequest", fmt.Sprintf(format, arguments...), nil}
}

func notAllowed() error {
	return &failure{http.StatusMethodNotAllowed, "MethodNotAllowed",
		"the server does not allow this method on the requested resource", object{}}
}

func unknownResource() error {
	return &failure{http.StatusNotFound, "NotFound", "the server could not find the requested resource", object{}}
}

func unsupported(contentType string) error {
	return &failure{http.StatusUnsupportedMediaType, "UnsupportedMediaType",
		fmt.Sprintf("the body of the request was in an unknown format: %q", contentType), object{}}
}

// invalid refuses one field; required says that it is missing.
func invalid(group, kind, name, field, message string, required bool) error {
	reason := "FieldValueInvalid"
	if required {
		reason = "FieldValueRequired"
	}
	cause := object{"reason": reason, "message": message, "field": field}
	details := object{"group": group, "kind": kind, "causes": []any{cause}}
	keep(details, "name", name)
	return &failure{http.StatusUnprocessableEntity, "Invalid",
		fmt.Sprintf("%s.%s %q is invalid: %s: %s", kind, group, name, field, message), details}
}

// internal hides an error of the kube-apiserver behind a sentence, and with it its code and its reason.
func internal(doing string, err error) error {
	var refused *failure
	if errors.As(err, &refused) && text(refused.details, "kind") == "namespaces" {
		return err
	}
	return &failure{http.StatusInternalServerError, "", fmt.Sprintf("failed to %s HelmRelease: %v", doing, err), nil}
}

func answer(w http.ResponseWriter, code int, body object) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}

func answerError(w http.ResponseWriter, err error) {
	var refused *failure
	if !errors.As(err, &refused) {
		refused = &failure{http.StatusInternalServerError, "", err.Error(), nil}
	}
	answer(w, refused.code, refused.status())
}
