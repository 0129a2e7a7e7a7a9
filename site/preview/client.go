package preview

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed client/*.ts
var clientFiles embed.FS

// bundle makes preview.js of the TypeScript in client/.
func bundle() ([]byte, error) { return bundleEntry("client/main.ts", api.FormatIIFE) }

func bundleEntry(entry string, format api.Format) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry},
		Bundle:      true,
		Format:      format,
		Target:      api.ES2022,
		Charset:     api.CharsetUTF8,
		GlobalName:  "preview",
		LogLevel:    api.LogLevelSilent,
		TsconfigRaw: `{"compilerOptions": {"strict": true}}`,
		Plugins:     []api.Plugin{embedded(clientFiles)},
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("esbuild: %s", result.Errors[0].Text)
	}
	if len(result.OutputFiles) != 1 {
		return nil, errors.New("esbuild: no output")
	}
	return result.OutputFiles[0].Contents, nil
}

// embedded lets esbuild read from files instead of the disk.
func embedded(files fs.FS) api.Plugin {
	return api.Plugin{Name: "embedded", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := path.Clean(a.Path)
			if a.Kind != api.ResolveEntryPoint {
				name = path.Join(path.Dir(a.Importer), a.Path) + ".ts"
			}
			return api.OnResolveResult{Path: name, Namespace: "embedded"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "embedded"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := fs.ReadFile(files, a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderTS}, nil
		})
	}}
}
