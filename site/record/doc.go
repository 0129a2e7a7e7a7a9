// Package record knows the learning record: the events that a learner's browser
// keeps, what makes one valid, how two records become one, and My file. The table
// in schema.go is the one place that says what an event holds; the client's types
// and its checks are generated from it. docs/record.md is the format in words.
//
// Everything here reads what strangers may have written. Nothing panics on it.
package record
