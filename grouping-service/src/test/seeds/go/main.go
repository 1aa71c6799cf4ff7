// Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"runtime"
	"strings"
)

type frame struct {
	Function string `json:"function"`
	Module   string `json:"module"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	InApp    bool   `json:"in_app"`
}

type thrown struct {
	Type   string  `json:"type"`
	Value  string  `json:"value"`
	Frames []frame `json:"frames"`
}

// traced is an error with the stack of where it arose, as error libraries make them.
type traced struct {
	cause error
	stack []frame
}

func (t *traced) Error() string { return t.cause.Error() }
func (t *traced) Unwrap() error { return t.cause }

func trace(err error) error {
	if err == nil {
		return nil
	}
	return &traced{err, stack(3)}
}

func stack(skip int) []frame {
	counters := make([]uintptr, 100)
	frames := runtime.CallersFrames(counters[:runtime.Callers(skip, counters)])
	found := []frame{}
	for {
		at, more := frames.Next()
		slash := strings.LastIndex(at.Function, "/") + 1
		dot := slash + strings.Index(at.Function[slash:], ".")
		module, name := at.Function[:dot], at.Function[dot+1:]
		if !strings.HasPrefix(name, "provoke") && at.Function != "main.main" && at.Function != "runtime.main" {
			found = append(found, frame{name, module, module + "/" + path.Base(at.File), at.Line, module == "main"})
		}
		if !more || len(found) == 80 {
			return found
		}
	}
}

func chain(err error) []thrown {
	found := []thrown{}
	var frames []frame
	var t *traced
	if errors.As(err, &t) {
		frames = t.stack
	}
	for at := err; at != nil; at = errors.Unwrap(at) {
		if _, ok := at.(*traced); !ok {
			found = append(found, thrown{fmt.Sprintf("%T", at), at.Error(), []frame{}})
		}
	}
	// A stack is taken once, where the error arose.
	found[len(found)-1].Frames = frames
	return found
}

func provoke(bug string, action func() error) {
	var found []thrown
	func() {
		defer func() {
			if panicked := recover(); panicked != nil {
				found = []thrown{{fmt.Sprintf("%T", panicked), fmt.Sprint(panicked), stack(3)}}
			}
		}()
		if err := serve(action); err != nil {
			found = chain(err)
		}
	}()
	if found == nil {
		fmt.Fprintln(os.Stderr, "no error from "+bug)
		return
	}
	line, _ := json.Marshal(map[string]any{"bug": "go/" + bug, "language": "go", "chain": found})
	fmt.Println(string(line))
}

func main() {
	for _, b := range bugs() {
		provoke(b.name, b.action)
	}
}
