"""Starts and stops what is measured: nginx that answers constants, and Writ."""

import atexit
import json
import pathlib
import signal
import socket
import subprocess
import sys
import time

from .place import BIN, SERVER_CORE, fail, free_port

CONSTANT = ('{"active":true,"scope":"payments.read payments.write organizations.read profiles.read",'
            '"client_id":"app_Bb0kIt0c3kgwHwqFDTL6SR","token_type":"bearer"}')
START_SECONDS = 600  # ten million grants, on a busy machine


STARTED = []


def spawn(command, **options):
    """A process that does not outlive this one, however the run ends."""
    if not STARTED:
        atexit.register(end_all)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    process = subprocess.Popen(command, **options)
    STARTED.append(process)
    return process


def end_all():
    for process in STARTED:
        if process.poll() is None:
            process.terminate()
    for process in STARTED:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


class Server:
    """A running server: where it listens, and the processes whose CPU time is measured."""

    def __init__(self, process, pids, port, tls_port=None):
        self.process, self.pids, self.port, self.tls_port = process, pids, port, tls_port

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def wait_for_port(port, process, name, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    fail(f"{name} did not start")


def make_certificate(folder):
    key, certificate = folder / "tls.key", folder / "tls.crt"
    if not key.exists():
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
                        certificate, "-days", "2", "-subj", "/CN=localhost"],
                       check=True, capture_output=True)
    return certificate, key


def start_nginx(work, core=SERVER_CORE, workers=1):
    certificate, key = make_certificate(work)
    port, tls_port = free_port(), free_port()
    folder = work / f"nginx-{workers}"
    folder.mkdir(exist_ok=True)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};"
                        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    locations = f"""keepalive_requests 1000000000; keepalive_timeout 3600;
        location / {{ default_type application/json; return 200 '{CONSTANT}'; }}
        location /oauth2/empty {{ return 204; }}"""
    (folder / "nginx.conf").write_text(f"""
        daemon off; worker_processes {workers}; pid {folder}/pid; error_log stderr warn;
        events {{ worker_connections 4096; }}
        http {{
          access_log off; {temporary}
          server {{ listen 127.0.0.1:{port} reuseport; {locations} }}
          server {{ listen 127.0.0.1:{tls_port} ssl; ssl_certificate {certificate};
                    ssl_certificate_key {key}; ssl_protocols TLSv1.3; {locations} }}
        }}""")
    process = spawn(["taskset", "-c", core, "nginx", "-c", folder / "nginx.conf", "-p", folder])
    wait_for_port(port, process, "nginx")
    children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return Server(process, [int(child) for child in children.split()], port, tls_port)


def start_writ(work, data, *, log=False, tls=False, threads=1, core=SERVER_CORE):
    """Also knows how long it took: `start_seconds`."""
    ready = work / "ready"
    ready.unlink(missing_ok=True)
    command = ["taskset", "-c", core, str(BIN / "writ"), "serve", "--data", str(data), "--listen",
               "127.0.0.1:0", "--health-listen", "127.0.0.1:0", "--threads", str(threads),
               "--ready-file", str(ready)]
    if tls:
        certificate, key = make_certificate(work)
        command += ["--tls-cert", str(certificate), "--tls-key", str(key)]
    if not log:
        command.append("--no-access-log")
    with open(work / "writ.log", "ab") as output:
        process = spawn(command, stdout=output, stderr=output)
    begin = time.monotonic()
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > begin + START_SECONDS:
            fail(f"writ did not start; see {work}/writ.log")
        time.sleep(0.01)
    port = int(json.loads(ready.read_text())["listen"].rsplit(":", 1)[1])
    server = Server(process, [process.pid], port, port)
    server.start_seconds = time.monotonic() - begin
    return server
