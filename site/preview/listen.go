package preview

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
)

const (
	// DefaultHost is loopback: nobody else on the network sees the preview.
	DefaultHost = "127.0.0.1"
	// DefaultPort is tried first when no port is asked for.
	DefaultPort = 4321
	portsTried  = 20
)

// Listen opens an address to serve on: "" for the default, "8080" or ":8080"
// for that port, "host" or "host:8080" for another host. Only a host that is
// named opens the preview to others than this computer, so an empty one means
// loopback. A port that is asked for is used or refused; without one, the next
// free one from DefaultPort on is taken.
func Listen(addr string) (net.Listener, error) {
	host, port, err := splitAddress(addr)
	if err != nil {
		return nil, err
	}
	if port != "" {
		ln, err := net.Listen("tcp", net.JoinHostPort(host, port))
		return ln, explain(err, net.JoinHostPort(host, port))
	}
	return listenFrom(host, DefaultPort)
}

func listenFrom(host string, first int) (net.Listener, error) {
	var failed error
	for p := first; p < first+portsTried; p++ {
		ln, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(p)))
		if err == nil {
			return ln, nil
		}
		if failed == nil {
			failed = err
		}
	}
	return nil, explain(failed, fmt.Sprintf("%s:%d-%d", host, first, first+portsTried-1))
}

func splitAddress(addr string) (host, port string, err error) {
	switch {
	case addr == "":
		return DefaultHost, "", nil
	case isPort(addr):
		return DefaultHost, addr, nil
	case strings.Trim(addr, "0123456789") == "":
		return "", "", fmt.Errorf("there is no port %s: the ports go from 1 to 65535", addr)
	case net.ParseIP(strings.Trim(addr, "[]")) != nil:
		return strings.Trim(addr, "[]"), "", nil
	case !strings.Contains(addr, ":"):
		return addr, "", nil
	}
	host, port, err = net.SplitHostPort(addr)
	if err != nil || port != "" && !isPort(port) {
		return "", "", fmt.Errorf("%q is not an address to serve at: write a port such as 8080, or host:port", addr)
	}
	if host == "" {
		host = DefaultHost
	}
	return host, port, nil
}

func isPort(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil
}

func explain(err error, addr string) error {
	var unknown *net.DNSError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("another program already uses %s: end it, or choose another port", addr)
	case errors.As(err, &unknown):
		return fmt.Errorf("there is no computer named %q: write a port such as 8080, or host:port", unknown.Name)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("%s is not an address of this computer: write a port such as 8080, or 0.0.0.0:8080 for all its addresses", addr)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("the system lets only administrators serve at %s: choose a port above 1023", addr)
	}
	return fmt.Errorf("cannot serve at %s: %w", addr, err)
}

// URL is the address to open in a browser on this computer.
func URL(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String() + "/"
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}
