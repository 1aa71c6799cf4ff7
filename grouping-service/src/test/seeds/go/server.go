package main

import (
	"net/http"
	"net/http/httptest"
)

// serve runs the action inside net/http's handlers, so that their frames are around.
func serve(action func() error) error {
	var failed error
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { failed = action() })
	logged(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	return failed
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}
