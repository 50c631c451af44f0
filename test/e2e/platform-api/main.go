// Command platform-api stands in for Cozystack's aggregated API server in tests, and helps to start it: it makes
// certificates and keeps servers from outliving the tests.
package main

import (
	"fmt"
	"os"
)

var commands = map[string]func(arguments []string) error{
	"certs":     makeCertificates,
	"serve":     serve,
	"supervise": supervise,
}

func main() {
	if len(os.Args) > 1 {
		if command, known := commands[os.Args[1]]; known {
			if err := command(os.Args[2:]); err != nil {
				fmt.Fprintln(os.Stderr, "platform-api:", err)
				os.Exit(1)
			}
			return
		}
	}
	fmt.Fprintln(os.Stderr, "usage: platform-api certs|serve|supervise [flags]")
	os.Exit(2)
}
