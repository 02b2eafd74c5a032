"""Adds a class-data archive to a Java service's image: its JVM then maps classes instead of parsing and verifying them at every start.

    class_data.py image IMAGE.tar        an archive as Jib's buildTar writes it, with its jars packaged; changed in place
    class_data.py agent OPERATOR.jar     the operator's jar with lib/ beside it: writes agent.jsa beside it

The service is started once inside its own image (mount namespace, chroot) without its dependencies, gets a few requests, and is
stopped; the classes that it loaded are dumped. Where that is not permitted the image stays as it is, with a message: it works
too, only slower. A JVM ignores an archive that was made from other jars.
"""
import gzip, hashlib, io, json, os, re, shutil, signal, subprocess, sys, tarfile, tempfile, time, urllib.error, urllib.request, zipfile

ARCHIVE = "/app/classes.jsa"
UNREACHABLE = "127.0.0.1:1"
SERVICE = {"PORT": "0", "DRAIN_DELAY_MS": "0", "SITE": "build", "PROFILE": "full"}
# By main class: arguments, environment, and the paths to request once it listens.
TRAINING_RUNS = {
    "io.prontuario.workloads.api.Main": [
        ([], {**SERVICE, "RECORDS_URL": f"jdbc:postgresql://{UNREACHABLE}/records", "INFERENCE_URL": f"http://{UNREACHABLE}", "AUTH": "disabled"},
         ["/livez", "/readyz", "/metrics", "/v1/patients/1"])],
    "io.prontuario.workloads.inference.Main": [
        ([], {**SERVICE, "MODELS": "none=/models/none@" + "0" * 64}, ["/livez", "/readyz", "/metrics", "/v1/models"])],
    "io.prontuario.operator.Main": [
        (["manifests", "--site=onsite", "--image", "none"], {}, None),
        (["run", "--site=onsite", "--namespace=none", "--health-port=0"], {"KUBERNETES_MASTER": f"http://{UNREACHABLE}"}, None)],
}


# Classes that a start loads only with its dependencies present: whole packages of the image's jars.
WHOLE = {"io.prontuario.workloads.api.Main": ("com/zaxxer/hikari/", "org/postgresql/core/", "org/postgresql/jdbc/", "org/postgresql/util/")}


def train(java, environment, listing, probes, patience):
    """Runs the service until it has answered, has ended, or `patience` seconds have passed; the loaded classes are in `listing`."""
    os.makedirs(os.path.dirname(listing), exist_ok=True)
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(java, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        end, probed = time.monotonic() + patience, probes is None
        while process.poll() is None and time.monotonic() < end:
            log.seek(0)
            port = re.search(r"listening on port (\d+)", log.read())
            if port and not probed:
                for path in probes * 3:
                    ask(f"http://127.0.0.1:{port.group(1)}{path}")
                break
            time.sleep(0.1)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        log.seek(0)
        if not os.path.exists(listing) or os.path.getsize(listing) == 0:
            raise OSError("the service did not start: " + log.read()[-1500:])


def ask(url):
    try:
        urllib.request.urlopen(url, timeout=10).read()
    except (urllib.error.HTTPError, OSError):
        pass  # without its dependencies it answers 503


def classes(listings, more=()):
    """Merges the lists in a fixed order, so that the same code gives the same archive."""
    lines = {line for listing in listings for line in open(listing).read().splitlines() if line and not line.startswith("#")}
    named = {line.split(" ")[0] for line in lines}
    lines |= {name for name in more if name not in named}
    plain = sorted(line for line in lines if not line.startswith("@"))
    return "\n".join(plain + sorted(line for line in lines if line.startswith("@"))) + "\n"


def whole(program, root):
    """The names of the classes of WHOLE; the dump leaves out those that cannot be linked."""
    packages, names = WHOLE.get(program, ()), set()
    for folder, _, files in os.walk(root + "/app") if packages else ():
        for jar in (name for name in files if name.endswith(".jar")):
            with zipfile.ZipFile(os.path.join(folder, jar)) as content:
                names |= {name[:-len(".class")] for name in content.namelist() if name.startswith(packages) and name.endswith(".class")}
    return names


def without_collector(flags):
    # only the default collector can put heap objects into an archive; every collector can take them out
    return [flag for flag in flags if not (flag.startswith("-XX:+Use") and flag.endswith("GC")) and not flag.startswith("-Xmx")]


def inside(root):
    """The words that run a command with this root, in its own mount namespace; a user who is not root gets a user namespace too."""
    mounts = f'mount --rbind /proc "{root}/proc" && mount --rbind /dev "{root}/dev" && exec chroot "{root}" "$@"'
    user = [] if os.getuid() == 0 else ["--map-root-user"]
    return ["unshare", *user, "--mount", "sh", "-c", mounts, "sh"]


def image(path):
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path)), prefix=".class-data.") as work:
        parts, root = work + "/parts", work + "/root"
        os.makedirs(root)
        with tarfile.open(path) as archive:
            archive.extractall(parts)
        manifest = json.load(open(parts + "/manifest.json"))
        config = json.load(open(f"{parts}/{manifest[0]['Config']}"))
        entrypoint = config["config"]["Entrypoint"]
        if any(word.startswith("-XX:SharedArchiveFile") for word in entrypoint):
            return
        for layer in manifest[0]["Layers"]:
            subprocess.run(["tar", "--warning=no-unknown-keyword", "-xf", f"{parts}/{layer}", "-C", root], check=True)
        # a base image of several layers may name the file by a link; both start the same file
        start = entrypoint.index("-cp")
        java, flags, classpath, main = entrypoint[0], entrypoint[1:start], entrypoint[start:start + 2], entrypoint[start + 2]
        program = main if not main.startswith("@") else open(root + main[1:]).read().strip()
        run = inside(root)
        java = java if java.startswith("/") else os.path.join(environment(config).get("JAVA_HOME", "/opt/java"), "bin", "java")
        os.makedirs(root + "/training")
        listings = []
        for number, (arguments, extra, probes) in enumerate(TRAINING_RUNS[program]):
            listing = f"/training/{number}.classes"
            train([*run, java, *flags, "-Xshare:off", f"-XX:DumpLoadedClassList={listing}", *classpath, program, *arguments],
                     {**environment(config), "PATH": os.environ["PATH"], "HOME": "/tmp", **extra}, root + listing, probes, 30)
            listings.append(root + listing)
        open(root + "/training/classes", "w").write(classes(listings, whole(program, root)))
        dump([*run, java], without_collector(flags), "/training/classes", ARCHIVE, classpath)
        add_layer(parts, manifest, config, root + ARCHIVE)
        config["config"]["Entrypoint"] = [entrypoint[0], "-XX:SharedArchiveFile=" + ARCHIVE, *entrypoint[1:]]
        pack(parts, manifest, config, path)
        print(f"class data of {program}: {os.path.getsize(root + ARCHIVE) >> 20} MB", file=sys.stderr)


def environment(config):
    return dict(pair.split("=", 1) for pair in config["config"].get("Env", []))


def dump(java, flags, listing, archive, classpath):
    done = subprocess.run([*java, *flags, "-Xshare:dump", f"-XX:SharedClassListFile={listing}", f"-XX:SharedArchiveFile={archive}",
                           *classpath], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise OSError("the class data could not be dumped: " + done.stdout[-1500:])


def add_layer(parts, manifest, config, file):
    entry = tarfile.TarInfo(ARCHIVE[1:])
    entry.size, entry.mode, entry.mtime = os.path.getsize(file), 0o444, 0
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as layer, open(file, "rb") as content:
        layer.addfile(entry, content)
    packed = gzip.compress(plain.getvalue(), compresslevel=1, mtime=0)
    name = hashlib.sha256(packed).hexdigest() + ".tar.gz"
    open(f"{parts}/{name}", "wb").write(packed)
    manifest[0]["Layers"].append(name)
    config["rootfs"]["diff_ids"].append("sha256:" + hashlib.sha256(plain.getvalue()).hexdigest())
    config.setdefault("history", []).append({"created": "1970-01-01T00:00:00Z", "created_by": "testbed/build/class_data.py"})


def pack(parts, manifest, config, path):
    json.dump(config, open(f"{parts}/{manifest[0]['Config']}", "w"), separators=(",", ":"))
    json.dump(manifest, open(parts + "/manifest.json", "w"), separators=(",", ":"))
    with tarfile.open(path + ".tmp", "w", format=tarfile.USTAR_FORMAT) as archive:
        for name in ["manifest.json", manifest[0]["Config"], *manifest[0]["Layers"]]:
            entry = archive.gettarinfo(f"{parts}/{name}", name)
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname, entry.mode = 0, 0, 0, "", "", 0o644
            with open(f"{parts}/{name}", "rb") as content:
                archive.addfile(entry, content)
    os.replace(path + ".tmp", path)


def agent(jar):
    """For the machine's JVM, which the hosts use: trained in place, because a JVM checks the paths and times of the jars."""
    folder = os.path.dirname(os.path.abspath(jar))
    java = os.path.join(os.environ.get("JAVA_HOME", ""), "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    with tempfile.TemporaryDirectory() as work:
        key, certificate, token = work + "/key", work + "/certificate", work + "/token"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=build", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        open(token, "w").write("build"), open(work + "/boot", "w").write("build")
        runs = [["agent", "init", "--dir", work + "/edge"],
                ["agent", "--node", "build", "--dir", work + "/edge", "--boot-id-file", work + "/boot", "--listen", "127.0.0.1:0",
                 "--tls-cert", certificate, "--tls-key", key, "--write-token-file", token, "--read-token-file", token,
                 "--haproxy", shutil.which("haproxy") or "/usr/sbin/haproxy"]]
        listings = []
        for number, arguments in enumerate(runs):
            listing = f"{work}/{number}.classes"
            train([java, "-Xmx48m", "-Xshare:off", f"-XX:DumpLoadedClassList={listing}", "-jar", jar, *arguments], dict(os.environ),
                     listing, None, 6)
            listings.append(listing)
        open(work + "/classes", "w").write(classes(listings))
        dump([java], [], work + "/classes", folder + "/agent.jsa.tmp", ["-cp", jar])
        os.replace(folder + "/agent.jsa.tmp", folder + "/agent.jsa")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("image", "agent"):
        sys.exit(__doc__)
    try:
        image(sys.argv[2]) if sys.argv[1] == "image" else agent(sys.argv[2])
    except (OSError, subprocess.CalledProcessError) as failed:
        print(f"class_data.py: {os.path.basename(sys.argv[2])} stays without class data: {failed}", file=sys.stderr)
