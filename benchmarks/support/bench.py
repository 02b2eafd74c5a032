"""What the services' benchmarks share: PostgreSQL, peers from package registries in a cache folder, processor time, results."""
import argparse, datetime, hashlib, json, os, platform, re, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "prontuario", "benchmarks")
POSTGRES = "/usr/lib/postgresql/15/bin"
TICK = os.sysconf("SC_CLK_TCK")

# Who ends a benchmark politely ends what it started, too: the services and databases are stopped on the way out.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def say(text):
    print(text, file=sys.stderr, flush=True)


def options(description, results, **numbers):
    """The options that every benchmark has, and numbers of its own."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", choices=["table", "json"], default="table", help="what standard output shows")
    parser.add_argument("--out", default=results, help="folder for results.json and results.txt; 'none' writes none")
    for name, (default, text) in numbers.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(default), default=default, help=f"{text} (default {default})")
    return parser


def need(**tools):
    """Refuses to start without what it runs: tool=Debian package."""
    missing = [package for tool, package in tools.items() if not shutil.which(tool) and not os.path.exists(f"{POSTGRES}/{tool}")]
    if missing:
        sys.exit("missing: " + " ".join(missing) + "; install with: apt-get install " + " ".join(missing))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def venv(*requirements):
    """A Python environment with exactly these packages, made once."""
    name = hashlib.sha256("\n".join(requirements).encode()).hexdigest()[:12]
    folder = os.path.join(CACHE, "python-" + name)
    if not os.path.exists(folder + "/ready"):
        say("installing " + " ".join(requirements))
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder + "/bin/pip", "install", "--quiet", "--disable-pip-version-check", *requirements], check=True, stdout=sys.stderr)
        open(folder + "/ready", "w").close()
    return folder + "/bin"


def services(*modules):
    """Builds what is missing; the folder of each module's jar and libraries."""
    if any(not jars(module) for module in modules):
        say("building " + ", ".join(modules))
        maven = os.environ.get("MAVEN", "mvn -B -q").split()
        subprocess.run([*maven, "-f", ROOT + "/pom.xml", "-pl", ",".join("workloads/" + m for m in modules), "-am", "package", "-DskipTests",
                        "-Dspotless.check.skip"], check=True, stdout=sys.stderr)
    return [jars(module) for module in modules]


def jars(module):
    target = f"{ROOT}/workloads/{module}/target"
    jar = f"{target}/{module}-0.1.0-SNAPSHOT.jar"
    return f"{jar}:{target}/lib/*" if os.path.exists(jar) and os.path.isdir(target + "/lib") else None


def jvm_flags(module):
    """The flags that the module's image starts its JVM with: what is measured is what runs."""
    return re.findall(r"<jvmFlag>([^<]+)</jvmFlag>", open(f"{ROOT}/workloads/{module}/pom.xml").read())


def pinned(cores, command):
    return ["taskset", "-c", cores, *command]


class Service:
    """A process that is ready when a URL answers 200; with its children, one service."""

    def __init__(self, name, command, environment, ready, patience=120):
        self.name, self.log = name, tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        end = time.monotonic() + patience
        while not answers(ready):
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                self.log.seek(0)
                sys.exit(f"{name} did not become ready: {self.log.read()[-3000:]}")
            time.sleep(0.1)

    def cpu(self):
        return sum(map(cpu_seconds, tree(self.process.pid)))

    def rss(self):
        return sum(map(rss, tree(self.process.pid)))

    def pin(self, cores):
        """Moves every thread; children that come later inherit."""
        for pid in tree(self.process.pid):
            subprocess.run(["taskset", "-a", "-p", "-c", cores, str(pid)], check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def answers(url):
    try:
        return urllib.request.urlopen(url, timeout=1).status == 200
    except (urllib.error.HTTPError, OSError):
        return False


def tree(pid):
    """The process and everything that it started."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents.setdefault(int(open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()[1]), []).append(int(entry))
            except (OSError, IndexError):
                pass  # it ended meanwhile
    found = [pid]
    for one in found:
        found.extend(parents.get(one, []))
    return found


def cpu_seconds(pid):
    try:
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK
    except OSError:
        return 0.0


def busy_seconds():
    """Processor time that everything on the machine has taken, a hypervisor's theft included."""
    fields = list(map(int, open("/proc/stat").readline().split()[1:9]))
    return (sum(fields) - fields[3] - fields[4]) / TICK


def ended_children(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / TICK


def rss(pid):
    try:
        return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1)) / 1024
    except (OSError, AttributeError):
        return 0.0


class Postgres:
    """A PostgreSQL of its own in a temporary folder, with the demonstration's records; ends with the block."""

    def __init__(self, *settings, cores=None):
        self.settings, self.cores = settings, cores

    def __enter__(self):
        self.folder, self.port = tempfile.mkdtemp(), free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", self.folder + "/data", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        words = [f"-p {self.port} -k {self.folder}", *("-c " + setting for setting in self.settings)]
        pin = ["taskset", "-c", self.cores] if self.cores else []
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-l", self.folder + "/log", "-o", " ".join(words), "start", before=pin)
        self.pid = int(open(self.folder + "/data/postmaster.pid").readline())
        self.psql("postgres", "-c", "CREATE ROLE records LOGIN", "-c", "CREATE DATABASE records OWNER records")
        with open(ROOT + "/workloads/api/src/main/resources/seed.sql") as seed:
            self.psql("records", "-q", "-f", "-", stdin=seed)
        self.psql("records", "-c", "VACUUM ANALYZE")
        return self

    def run(self, program, *arguments, before=(), **more):
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        return subprocess.run([*before, *user, f"{POSTGRES}/{program}", *arguments], check=True, cwd="/", **{"stdout": subprocess.DEVNULL, **more})

    def psql(self, database, *arguments, **more):
        self.run("psql", "-h", self.folder, "-p", str(self.port), "-d", database, "-v", "ON_ERROR_STOP=1", *arguments, **more)

    def cpu(self):
        """Of the server and every connection, those that have ended included."""
        return sum(map(cpu_seconds, tree(self.pid))) + ended_children(self.pid)

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


def machine():
    cpu = re.search(r"model name\s*:\s*(.*)", open("/proc/cpuinfo").read())
    memory = int(re.search(r"MemTotal:\s+(\d+)", open("/proc/meminfo").read()).group(1)) >> 20
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return {"cores": os.cpu_count(), "cpu": cpu.group(1) if cpu else platform.machine(), "memoryGiB": memory, "kernel": platform.release(),
            "java": java, "python": platform.python_version(), "loadAverageAtStart": os.getloadavg()[0]}


def table(head, rows):
    cells = [list(map(str, row)) for row in [head, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in cells)


def finish(options, text, data):
    """Shows what was asked for, and keeps both forms."""
    data = {"at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), **data}
    about = data["machine"]
    text = (f"{data['at']}, {about['cores']} cores, {about['cpu']}, {about['memoryGiB']} GiB, {about['java']}, "
            f"load average before {about['loadAverageAtStart']:.1f}\n\n{text}\n")
    if options.out != "none":
        os.makedirs(options.out, exist_ok=True)
        open(options.out + "/results.json", "w").write(json.dumps(data, indent=1) + "\n")
        open(options.out + "/results.txt", "w").write(text)
    print(json.dumps(data, indent=1) if options.output == "json" else text)
