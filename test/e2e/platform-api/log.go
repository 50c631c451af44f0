package main

import (
	"encoding/json"
	"net/http"
	"os"
	"sync"
)

// requestLog writes what requests asked for, in the form of the API server's own audit log, which does not see the bodies
// of requests to aggregated servers.
type requestLog struct {
	mutex sync.Mutex
	out   *json.Encoder
}

func openLog(file string) (*requestLog, error) {
	if file == "" {
		return &requestLog{}, nil
	}
	out, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &requestLog{out: json.NewEncoder(out)}, nil
}

func (l *requestLog) write(r *http.Request, body object) {
	if l.out == nil || body == nil {
		return
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	_ = l.out.Encode(object{"auditID": r.Header.Get("Audit-Id"), "requestObject": body})
}
