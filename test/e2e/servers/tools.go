//go:build tools

// Package servers pins the versions of the two servers that the tests run on.
package servers

import (
	_ "go.etcd.io/etcd/server/v3"
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
)
