// Built without inlining, so that every function has its frame.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"time"
)

type bug struct {
	name   string
	action func() error
}

type Line struct {
	Sku   string
	Cents int
}

type Order struct {
	Number int
	Lines  []*Line
	tags   map[string]int
	pay    Payer
}

type Payer interface{ Pay(cents int) error }

var ErrClosed = errors.New("shop is closed")

type StockError struct {
	Sku  string
	Left int
}

func (e *StockError) Error() string { return fmt.Sprintf("only %d of %s left", e.Left, e.Sku) }

func bugs() []bug {
	order := &Order{Number: 4711, Lines: []*Line{nil}}
	return []bug{
		{"order-nil-line", func() error { return sum(order) }},
		{"order-nil-map", func() error { order.Tag("gift"); return nil }},
		{"order-nil-interface", func() error { return order.Checkout() }},
		{"order-index", func() error { order.Line(7); return nil }},
		{"order-slice", func() error { order.Page(5, 9); return nil }},
		{"order-stock", func() error { return order.Reserve("A-1", 500) }},
		{"order-closed", func() error { return order.Close() }},
		{"order-division", func() error { order.Average(0); return nil }},
		{"order-assertion", func() error { weight("heavy"); return nil }},
		{"order-generic", func() error { first([]int{}); return nil }},
		{"order-generic-map", func() error { apply([]string{"1", "x"}, mustNumber); return nil }},
		{"order-recursion", func() error { descend(order, 6); return nil }},
		{"catalog-number", func() error { return stock("12 pieces") }},
		{"catalog-json", func() error { return feed(`{"items":[1,2,}`) }},
		{"catalog-json-type", func() error { return product(`{"Sku":12}`) }},
		{"catalog-xml", func() error { return sitemap("<urlset><url></urlset>") }},
		{"catalog-regexp", func() error { return search("(*lamp") }},
		{"catalog-regexp-must", func() error { mustSearch("[lamp"); return nil }},
		{"catalog-url", func() error { return image("http://img example/%zz") }},
		{"catalog-template", func() error { return card("{{.Title}}") }},
		{"catalog-date", func() error { return launch("2026-13-45") }},
		{"catalog-base64", func() error { return token("%%%") }},
		{"catalog-gzip", func() error { return unzip([]byte("no gzip at all")) }},
		{"catalog-file", func() error { return read("/var/data/feeds/2026-03.csv") }},
		{"catalog-reflect", func() error { field(3, "Sku"); return nil }},
		{"catalog-make", func() error { tiles(-4); return nil }},
		{"catalog-repeat", func() error { stars(-1); return nil }},
		{"payment-refused", func() error { return charge("127.0.0.1:9") }},
		{"payment-http-refused", func() error { return rates("http://127.0.0.1:9/rates") }},
		{"payment-dns", func() error { return resolve("pay.invalid") }},
		{"payment-deadline", func() error { return slow() }},
		{"job-channel-closed", func() error { publish(); return nil }},
		{"job-channel-twice", func() error { stop(); return nil }},
		{"job-goroutine", func() error { return background() }},
		{"job-exec", func() error { return convert("invoice-4711.pdf") }},
	}
}

func sum(o *Order) error {
	total := 0
	for _, line := range o.Lines {
		total += line.amount()
	}
	return nil
}

func (l *Line) amount() int                      { return l.Cents * 2 }
func (o *Order) Tag(name string)                 { o.count(name) }
func (o *Order) count(name string)               { o.tags[name]++ }
func (o *Order) Checkout() error                 { return o.settle(12) }
func (o *Order) settle(cents int) error          { return o.pay.Pay(cents) }
func (o *Order) Line(n int) *Line                { return o.at(n - 1) }
func (o *Order) at(index int) *Line              { return o.Lines[index] }
func (o *Order) Page(from, to int) []*Line       { return window(o.Lines, from, to) }
func window(lines []*Line, from, to int) []*Line { return lines[from:to] }
func (o *Order) Reserve(sku string, count int) error {
	return fmt.Errorf("order %d cannot be reserved: %w", o.Number, take(sku, count))
}
func take(sku string, count int) error { return trace(&StockError{sku, 3}) }
func (o *Order) Close() error          { return fmt.Errorf("closing order %d: %w", o.Number, closed()) }
func closed() error                    { return trace(ErrClosed) }
func (o *Order) Average(count int) int { return mean(12, count) }
func mean(sum, count int) int          { return sum / count }
func weight(attribute any) float64     { return grams(attribute) / 1000 }
func grams(attribute any) float64      { return attribute.(float64) }
func first[T any](items []T) T         { return items[0] }
func apply[A, B any](items []A, f func(A) B) []B {
	found := []B{}
	for _, item := range items {
		found = append(found, f(item))
	}
	return found
}
func mustNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return n
}
func descend(o *Order, depth int) int {
	if depth == 0 {
		panic(fmt.Sprintf("bundle of order %d is too deep", o.Number))
	}
	return descend(o, depth-1) + 1
}
func stock(text string) error  { return number(text) }
func number(text string) error { _, err := strconv.Atoi(text); return trace(err) }
func feed(text string) error   { return fmt.Errorf("reading feed: %w", items(text)) }
func items(text string) error {
	var v map[string][]int
	return trace(json.Unmarshal([]byte(text), &v))
}
func product(text string) error { return line(text) }
func line(text string) error    { return trace(json.Unmarshal([]byte(text), &Line{})) }
func sitemap(text string) error { return document(text) }
func document(text string) error {
	var v struct{ URL []string }
	return trace(xml.Unmarshal([]byte(text), &v))
}
func search(query string) error                   { return pattern(query) }
func pattern(query string) error                  { _, err := regexp.Compile(query); return trace(err) }
func mustSearch(query string) bool                { return compiled(query).MatchString("lamp") }
func compiled(query string) *regexp.Regexp        { return regexp.MustCompile(query) }
func image(text string) error                     { return resized(text) }
func resized(text string) error                   { _, err := url.Parse(text); return trace(err) }
func card(source string) error                    { return render(template.Must(template.New("card").Parse(source))) }
func render(t *template.Template) error           { return trace(t.Execute(&bytes.Buffer{}, &Line{})) }
func launch(day string) error                     { return year(day) }
func year(day string) error                       { _, err := time.Parse(time.DateOnly, day); return trace(err) }
func token(text string) error                     { return decode(text) }
func decode(text string) error                    { _, err := base64.StdEncoding.DecodeString(text); return trace(err) }
func unzip(data []byte) error                     { return inflate(data) }
func inflate(data []byte) error                   { _, err := gzip.NewReader(bytes.NewReader(data)); return trace(err) }
func read(path string) error                      { return lines(path) }
func lines(path string) error                     { _, err := os.ReadFile(path); return trace(err) }
func field(value any, name string) any            { return lookup(value, name).Interface() }
func lookup(value any, name string) reflect.Value { return reflect.ValueOf(value).FieldByName(name) }
func tiles(count int) []int                       { return allocate(count) }
func allocate(count int) []int                    { return make([]int, count) }
func stars(count int) string                      { return paint(count) }
func paint(count int) string                      { return strings.Repeat("*", count) }
func charge(address string) error                 { return fmt.Errorf("payment failed: %w", connect(address)) }
func connect(address string) error                { _, err := net.Dial("tcp", address); return trace(err) }
func rates(address string) error                  { return get(address) }
func get(address string) error                    { _, err := http.Get(address); return trace(err) }
func resolve(name string) error                   { return host(name) }
func host(name string) error                      { _, err := net.LookupHost(name); return trace(err) }
func slow() error {
	limit, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	return answer(limit)
}
func answer(limit context.Context) error { <-limit.Done(); return trace(limit.Err()) }
func publish()                           { events := make(chan int); close(events); send(events) }
func send(events chan int)               { events <- 1 }
func stop()                              { done := make(chan int); close(done); finish(done) }
func finish(done chan int)               { close(done) }
func background() error {
	failed := make(chan error)
	go func() { failed <- resize("lamp.tiff") }()
	return <-failed
}
func resize(name string) error         { return trace(fmt.Errorf("no decoder for %s", name)) }
func convert(name string) error        { return tool("pdf-to-text-tool", name) }
func tool(name, argument string) error { return trace(exec.Command(name, argument).Run()) }
