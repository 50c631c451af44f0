package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// supervise runs a server for as long as its own standard input is open. A pipe closes however its other end dies, so
// no server outlives the test run, not even one that was killed.
func supervise(arguments []string) error {
	flags := flag.NewFlagSet("supervise", flag.ExitOnError)
	scratch := flags.String("scratch", "", "a directory to remove when the other end is gone without a word")
	_ = flags.Parse(arguments)
	if flags.NArg() == 0 {
		return fmt.Errorf("supervise: no command")
	}

	command := exec.Command(flags.Arg(0), flags.Args()[1:]...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Start(); err != nil {
		return err
	}
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		_ = command.Process.Kill()
	}()
	abandoned := make(chan bool, 1)
	go func() {
		said, _ := io.ReadAll(os.Stdin)
		abandoned <- len(said) == 0
		_ = command.Process.Kill()
	}()
	err := command.Wait()
	select {
	case nobodySaidStop := <-abandoned:
		if nobodySaidStop && *scratch != "" {
			_ = os.RemoveAll(*scratch)
		}
		return nil
	default:
		return err
	}
}
