#!/usr/bin/env python3
"""Start of the images' JVMs: seconds and processor seconds until ready, and memory at rest, without and with the class data
that testbed/build/class_data.py adds. One command, as root, with PostgreSQL 15 of Debian (testbed/build/packages.sh):

    benchmarks/start/run.py API_IMAGE.tar [INFERENCE_IMAGE.tar] [OPERATOR_IMAGE.tar]     archives as Jib writes them, before or after class data
"""
import json, os, re, shutil, socket, statistics, subprocess, sys, tarfile, tempfile, time, urllib.error, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, ROOT + "/testbed/build")
import class_data  # noqa: E402

RUNS = int(os.environ.get("RUNS", "5"))
BIN = "/usr/lib/postgresql/15/bin"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Postgres:
    def __enter__(self):
        self.folder, self.port = tempfile.mkdtemp(), free_port()
        shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", self.folder + "/data", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-l", self.folder + "/log", "-o",
                 f"-p {self.port} -k {self.folder} -c fsync=off", "start")
        self.psql("postgres", "-c", "CREATE ROLE records LOGIN", "-c", "CREATE DATABASE records OWNER records")
        with open(ROOT + "/workloads/api/src/main/resources/seed.sql") as seed:
            self.psql("records", "-q", "-f", "-", stdin=seed)
        return self

    def run(self, program, *arguments, **more):
        subprocess.run(["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", f"{BIN}/{program}", *arguments], check=True,
                       stdout=subprocess.DEVNULL, cwd="/", **more)

    def psql(self, database, *arguments, **more):
        self.run("psql", "-h", self.folder, "-p", str(self.port), "-d", database, "-v", "ON_ERROR_STOP=1", *arguments, **more)

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


def unpack(archive, root):
    with tempfile.TemporaryDirectory() as parts:
        with tarfile.open(archive) as tar:
            tar.extractall(parts)
        manifest = json.load(open(parts + "/manifest.json"))[0]
        for layer in manifest["Layers"]:
            subprocess.run(["tar", "--warning=no-unknown-keyword", "-xf", f"{parts}/{layer}", "-C", root], check=True)
        return json.load(open(f"{parts}/{manifest['Config']}"))


def cpu_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1)) / 1024


def once(command, environment, arguments, ready):
    with tempfile.TemporaryFile("w+") as log:
        started = time.monotonic()
        process = subprocess.Popen([*command, *arguments], env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            while not answers(ready):
                if process.poll() is not None or time.monotonic() > started + 60:
                    log.seek(0)
                    sys.exit("did not become ready: " + log.read()[-2000:])
                time.sleep(0.005)
            seconds, cpu = time.monotonic() - started, cpu_seconds(process.pid)
            time.sleep(3)
            return seconds, cpu, rss(process.pid)
        finally:
            process.kill()
            process.wait()


def answers(url):
    try:
        return urllib.request.urlopen(url, timeout=1).status == 200
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False


def measure(archive, postgres):
    with tempfile.TemporaryDirectory() as root:
        config = unpack(archive, root)
        words = config["config"]["Entrypoint"]
        program = words[-1] if not words[-1].startswith("@") else open(root + words[-1][1:]).read().strip()
        port = free_port()
        base = {**class_data.environment(config), "PATH": os.environ["PATH"], "PORT": str(port), "DRAIN_DELAY_MS": "0"}
        arguments, ready = [], f"http://127.0.0.1:{port}/readyz"
        if program.endswith("api.Main"):
            base |= {"RECORDS_URL": f"jdbc:postgresql://127.0.0.1:{postgres.port}/records", "INFERENCE_URL": "http://127.0.0.1:1", "AUTH": "disabled"}
            base |= dict(pair.split("=", 1) for pair in os.environ.get("API_ENV", "").split() if pair)
        elif program.endswith("inference.Main"):
            line = subprocess.run(["bash", ROOT + "/testbed/build/models.sh"], check=True, capture_output=True, text=True).stdout.split()
            os.makedirs(root + "/models", exist_ok=True)
            shutil.copy(line[1], root + "/models/smollm2")
            base |= {"MODELS": f"smollm2=/models/smollm2@{line[2]}"}
        else:
            arguments = ["run", "--site=onsite", "--namespace=none", f"--health-port={port}"]
            base |= {"KUBERNETES_MASTER": "http://127.0.0.1:1"}
            ready = f"http://127.0.0.1:{port}/livez"
        java = class_data.environment(config).get("JAVA_HOME", "/opt/java") + "/bin/java"
        plain = [word for word in words[1:] if not word.startswith("-XX:SharedArchiveFile")]
        for name, extra in (("without", []), ("with", ["-XX:SharedArchiveFile=" + class_data.ARCHIVE])):
            if extra and not os.path.exists(root + class_data.ARCHIVE):
                continue
            command = [*class_data.inside(root), java, *extra, *plain]
            rows = [once(command, base, arguments, ready) for _ in range(RUNS + 1)][1:]  # the first reads the files from disk
            seconds, cpu, memory = (statistics.median(column) for column in zip(*rows))
            print(f"{program.split('.')[-2]:10} {name:8} {seconds:8.2f} {cpu:12.2f} {memory:8.0f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(f"{'service':10} {'class data':8} {'ready s':>6} {'processor s':>12} {'RSS MB':>8}   (median of {RUNS})")
    with Postgres() as running:
        for image_archive in sys.argv[1:]:
            measure(image_archive, running)
