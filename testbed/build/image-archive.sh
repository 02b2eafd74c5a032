# Sourced: image_archive OUT.tar NAME:TAG ROOTFS_DIR CONFIG_JSON writes a one-layer docker-archive, which containerd imports
# and Jib accepts as a base (tar://OUT.tar). The same content gives the same bytes: no time stamps, sorted names.
image_archive() {
  local out=$1 name=$2 rootfs=$3 config=$4 work layer id
  work=$(mktemp -d "$(dirname "$out")/.image.XXXXXX")
  tar --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 -C "$rootfs" -cf "$work/layer.tar" .
  layer=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
  mkdir "$work/$layer"; mv "$work/layer.tar" "$work/$layer/layer.tar"
  printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":%s,"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"1970-01-01T00:00:00Z","created_by":"testbed/build"}]}' \
    "$(image_architecture)" "$config" "$layer" > "$work/config.json"
  id=$(sha256sum "$work/config.json" | cut -d' ' -f1); mv "$work/config.json" "$work/$id.json"
  printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["%s/layer.tar"]}]' "$id" "$name" "$layer" > "$work/manifest.json"
  tar --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 -C "$work" -cf "$work/out.tar" manifest.json "$id.json" "$layer"
  mv "$work/out.tar" "$out"; rm -rf "$work"
}
image_architecture() { case $(uname -m) in x86_64) echo amd64;; aarch64) echo arm64;; *) uname -m;; esac; }
