package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// library is a script that Parley carries.
type library struct {
	File     string   // its name in themes/default/lib
	Packages []string // the npm packages it is made of

	// A script that runs by itself has Global, the variable that holds what its
	// one package exports. A module that the client's scripts import has Code,
	// which exports what they may: esbuild takes of it what each uses.
	Global string
	Code   string

	External []string // imports that are left to another library
	Without  string   // a pattern of imports that nothing here ever calls: they are left out

	Target api.Target // the language level of the engine that runs it
}

// libraries lists everything that is bundled.
var libraries = []library{
	// Runs inside the tool, in goja, which speaks ES2017 and most of later
	// editions; package formula is its only user.
	{File: "temml.js", Packages: []string{"temml"}, Global: "temml", Target: api.ES2017},

	// Modules of the client. A bare import there means lib/ and the first part of
	// the name: "idb" is lib/idb.js, "@noble/hashes/sha2.js" is lib/noble.js.
	{File: "idb.js", Packages: []string{"idb"}, Code: `export * from "idb"`, Target: api.ES2022},
	{File: "ts-fsrs.js", Packages: []string{"ts-fsrs"}, Code: `export * from "ts-fsrs"`, Target: api.ES2022},
	{File: "noble.js", Packages: []string{"@noble/hashes", "@noble/ciphers", "@noble/curves"}, Code: nobleCode, Target: api.ES2022},
	{File: "age-encryption.js", Packages: []string{"age-encryption"}, Code: ageCode, External: nobleModules, Without: newerKeys, Target: api.ES2022},
}

// nobleCode is what the client and age may use of noble's packages; their shared
// code is in the module once.
const nobleCode = `
export * from "@noble/hashes/sha2.js";
export * from "@noble/hashes/hmac.js";
export * from "@noble/hashes/hkdf.js";
export * from "@noble/hashes/scrypt.js";
export * from "@noble/hashes/utils.js";
export { pbkdf2, pbkdf2Async } from "@noble/hashes/pbkdf2.js";
export { aeskw, gcm } from "@noble/ciphers/aes.js";
export { chacha20poly1305, xchacha20poly1305 } from "@noble/ciphers/chacha.js";
export { ed25519, x25519 } from "@noble/curves/ed25519.js";
`

// nobleModules are those that age asks of noble.js.
var nobleModules = []string{
	"@noble/hashes/sha2.js", "@noble/hashes/hmac.js", "@noble/hashes/hkdf.js", "@noble/hashes/scrypt.js", "@noble/hashes/utils.js",
	"@noble/ciphers/chacha.js", "@noble/curves/ed25519.js",
}

// newerKeys are what age needs for kinds of keys that no card of Parley's has: two
// thirds of its code.
const newerKeys = `^@noble/(post-quantum/hybrid|curves/nist)\.js$`

// ageCode is what the client may use of age.
const ageCode = `export { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from "age-encryption";`

// pkg is an npm package that went into a library.
type pkg struct{ Name, Version, License, Dir string }

// bundle makes the script and tells which packages are in it.
func (l library) bundle(root string) ([]byte, []pkg, error) {
	for _, name := range l.Packages {
		if _, err := os.Stat(filepath.Join(root, "node_modules", name)); errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("the npm package %s is not installed: run `npm ci` first", name)
		}
	}
	dir, err := filepath.Abs(root)
	if err != nil {
		return nil, nil, err
	}
	options := api.BuildOptions{
		AbsWorkingDir: dir,
		Bundle:        true,
		External:      l.External,
		Target:        l.Target,
		LegalComments: api.LegalCommentsNone, // LICENSES.txt has the whole texts
		Metafile:      true,
	}
	if l.Code != "" {
		// Not minified: the client's bundles are, and what tells them which calls
		// nobody misses would be lost.
		options.Stdin = &api.StdinOptions{Contents: l.Code, ResolveDir: dir}
		options.Format = api.FormatESModule
	} else {
		options.EntryPoints = l.Packages
		options.Format, options.GlobalName = api.FormatIIFE, l.Global
		options.MinifyWhitespace, options.MinifyIdentifiers, options.MinifySyntax = true, true, true
	}
	if l.Without != "" {
		options.Plugins = []api.Plugin{leftOut(l.Without)}
	}
	result := api.Build(options)
	if len(result.Errors) > 0 {
		lines := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return nil, nil, fmt.Errorf("%s:\n%s", l.File, strings.Join(lines, ""))
	}
	packages, err := packagesOf(root, result.Metafile)
	return result.OutputFiles[0].Contents, packages, err
}

// leftOut puts an empty module in the place of imports.
func leftOut(pattern string) api.Plugin {
	return api.Plugin{Name: "left-out", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: pattern}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: a.Path, Namespace: "left-out", SideEffects: api.SideEffectsFalse}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "left-out"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			none := "module.exports = {}" // CommonJS: any name may be asked of it
			return api.OnLoadResult{Contents: &none}, nil
		})
	}}
}

// packagesOf reads from esbuild's account of a build which packages it used.
func packagesOf(root, metafile string) ([]pkg, error) {
	var meta struct{ Inputs map[string]any }
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	var packages []pkg
	for input := range meta.Inputs {
		dir, ok := packageDir(input)
		if !ok || slices.ContainsFunc(packages, func(p pkg) bool { return p.Dir == dir }) {
			continue
		}
		p := pkg{Dir: dir}
		data, err := os.ReadFile(filepath.Join(root, dir, "package.json"))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &p); err != nil {
			return nil, fmt.Errorf("%s/package.json: %w", dir, err)
		}
		packages = append(packages, p)
	}
	return packages, nil
}

// packageDir is the package's folder within which a file lies:
// node_modules/a/node_modules/@b/c of node_modules/a/node_modules/@b/c/d/e.js.
func packageDir(file string) (string, bool) {
	const mark = "node_modules/"
	i := strings.LastIndex(file, mark)
	if i < 0 {
		return "", false
	}
	i += len(mark)
	name := strings.Split(file[i:], "/")
	n := 1
	if strings.HasPrefix(name[0], "@") {
		n = 2
	}
	if len(name) <= n {
		return "", false
	}
	return file[:i] + strings.Join(name[:n], "/"), true
}
