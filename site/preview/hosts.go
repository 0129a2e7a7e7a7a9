package preview

import (
	"net"
	"net/url"
	"strings"
)

// hosts knows by which names a browser may call. Any other name may be that of
// a page elsewhere whose owner pointed it at this computer (DNS rebinding).
type hosts struct {
	names map[string]bool
	anyIP bool // the server listens on all addresses: a bare address cannot be rebound
}

func newHosts(listening net.Addr, more []string) hosts {
	h := hosts{names: map[string]bool{"localhost": true}}
	for _, name := range more {
		h.names[hostName(name)] = true
	}
	own := hostName(listening.String())
	h.names[own] = true
	ip := net.ParseIP(own)
	h.anyIP = ip != nil && ip.IsUnspecified()
	return h
}

// allows judges a Host header, with or without a port.
func (h hosts) allows(host string) bool {
	name := hostName(host)
	if h.names[name] {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && (h.anyIP || ip.IsLoopback())
}

// allowsOrigin judges an Origin header; browsers leave it out when a page asks
// its own server.
func (h hosts) allowsOrigin(origin string) bool {
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && h.allows(u.Host)
}

// hostName is the name in a Host header: lower case, no port, no brackets, no
// final dot.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}
