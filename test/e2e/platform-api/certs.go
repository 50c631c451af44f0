package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"flag"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// authority is a certificate with the key that signs others.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// makeCertificates writes what a kube-apiserver with an aggregated server needs: ca, serving (for both servers),
// front-proxy-ca, front-proxy-client and service-account, each as .crt and .key.
func makeCertificates(arguments []string) error {
	flags := flag.NewFlagSet("certs", flag.ExitOnError)
	directory := flags.String("dir", ".", "where to write them")
	_ = flags.Parse(arguments)

	ca, err := issue(*directory, "ca", nil)
	if err != nil {
		return err
	}
	frontProxy, err := issue(*directory, "front-proxy-ca", nil)
	if err != nil {
		return err
	}
	for name, signer := range map[string]*authority{
		"serving": ca, "service-account": ca, "front-proxy-client": frontProxy,
	} {
		if _, err := issue(*directory, name, signer); err != nil {
			return err
		}
	}
	return nil
}

func issue(directory, name string, signer *authority) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		DNSNames:              []string{"localhost"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		BasicConstraintsValid: true,
	}
	if signer == nil {
		template.IsCA = true
		template.KeyUsage |= x509.KeyUsageCertSign
		signer = &authority{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, signer.certificate, &key.PublicKey, signer.key)
	if err != nil {
		return nil, err
	}
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	if err := write(directory, name+".crt", "CERTIFICATE", der); err != nil {
		return nil, err
	}
	if err := write(directory, name+".key", "EC PRIVATE KEY", encoded); err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	return &authority{certificate, key}, err
}

func write(directory, name, kind string, bytes []byte) error {
	return os.WriteFile(filepath.Join(directory, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600)
}
