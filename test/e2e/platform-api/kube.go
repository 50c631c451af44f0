package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
)

// kube talks to the kube-apiserver, where everything is stored.
type kube struct {
	server string
	token  string
	client *http.Client
}

// connect reads a kubeconfig that is written as JSON and has one cluster and one user.
func connect(file string) (*kube, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var config struct {
		Clusters []struct {
			Cluster struct {
				Server string `json:"server"`
				CA     string `json:"certificate-authority-data"`
			} `json:"cluster"`
		} `json:"clusters"`
		Users []struct {
			User struct {
				Token string `json:"token"`
			} `json:"user"`
		} `json:"users"`
	}
	if err := json.Unmarshal(content, &config); err != nil {
		return nil, err
	}
	if len(config.Clusters) != 1 || len(config.Users) != 1 {
		return nil, fmt.Errorf("%s: not one cluster and one user", file)
	}
	cluster := config.Clusters[0].Cluster
	ca, err := base64.StdEncoding.DecodeString(cluster.CA)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	return &kube{cluster.Server, config.Users[0].User.Token, &http.Client{Transport: transport}}, nil
}

// open sends a request and returns the body of a good answer, for the caller to close.
func (k *kube) open(ctx context.Context, method, path string, query url.Values, body object) (io.ReadCloser, error) {
	target := k.server + path
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(ctx, method, target, content)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+k.token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := k.client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode < 300 {
		return response.Body, nil
	}
	defer response.Body.Close()
	var status object
	_ = json.NewDecoder(response.Body).Decode(&status)
	return nil, &failure{response.StatusCode, text(status, "reason"), text(status, "message"), under(status, "details")}
}

func (k *kube) do(ctx context.Context, method, path string, query url.Values, body object) (object, error) {
	content, err := k.open(ctx, method, path, query, body)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	// A body that is read to its end leaves its connection for the next request.
	all, err := io.ReadAll(content)
	if err != nil {
		return nil, err
	}
	return parse(all)
}
