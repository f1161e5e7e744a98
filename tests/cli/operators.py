"""The edges that operators meet: settings in their order, output that is lost, names, leftovers."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import time
from contextlib import closing

import end_to_end as cli
import writ
from end_to_end import (CONFLICT, DONE, FAILED, NEGATIVE, NOT_FOUND, UNREACHABLE, USAGE, run)
from wire import Wire

# What each verb of the administration needs beside --data, so that it is run at all.
VERBS = {
    ("app", "list"): (), ("app", "create"): ("--name", "A", "--redirect-uri", "https://a.example/"),
    ("app", "show"): ("x",), ("app", "update"): ("x",), ("app", "rotate-secret"): ("x",),
    ("app", "disable"): ("x",), ("app", "enable"): ("x",), ("app", "delete"): ("x",),
    ("app", "revoke"): ("x",),
    ("merchant", "list"): (), ("merchant", "create"): ("--name", "M"), ("merchant", "show"): ("x",),
    ("merchant", "update"): ("x",), ("merchant", "login"): ("x",), ("merchant", "disable"): ("x",),
    ("merchant", "enable"): ("x",), ("merchant", "delete"): ("x",), ("merchant", "revoke"): ("x",),
    ("merchant", "sign-out"): ("x",),
    ("grant", "list"): (), ("grant", "show"): ("x",), ("grant", "revoke"): ("x",),
    ("token", "mint"): ("--merchant", "x"), ("token", "inspect"): ("x",),
    ("token", "revoke"): ("x",),
    ("scope", "list"): (), ("scope", "show"): ("x",), ("scope", "apply"): ("/dev/null",),
    ("scope", "retire"): ("x",),
    ("key", "list"): (), ("key", "rotate"): (), ("key", "retire"): ("1",),
    ("revoke",): (), ("status",): (),
}


def commands():
    """Each command of the binary that takes options, with its help."""
    top = run("--help").stdout
    for noun in re.findall(r"^  ([a-z]+) ", top[top.index("Subcommands"):], re.MULTILINE):
        text = run(noun, "--help").stdout
        if noun == "help" or "Subcommands:" not in text:
            yield (noun,), text
            continue
        for verb in re.findall(r"^  ([a-z-]+) ", text[text.index("Subcommands"):], re.MULTILINE):
            yield (noun, verb), run(noun, verb, "--help").stdout


class Settings(cli.Folder):
    def test_every_verb_takes_its_folder_from_the_flag_then_the_environment(self):
        flag, variable = (os.path.join(self.folder, name) for name in ("staging", "prod"))
        seen = 0
        for words, text in commands():
            if "--yes" not in text:
                continue
            more = (*words, *VERBS[words])
            for arguments, environment, expected in (
                    (("--data", flag), {"WRIT_DATA": variable}, flag),
                    (("--data", flag), {"WRIT_DATA": ""}, flag),
                    ((), {"WRIT_DATA": variable}, variable)):
                done = self.expect(UNREACHABLE, *more, *arguments, environment=environment)
                self.assertIn(f"There is no store in {expected};", done.stderr, more)
            done = self.expect(USAGE, *more, environment={"WRIT_DATA": ""})
            self.assertIn("--data", done.stderr)
            seen += 1
        self.assertGreater(seen, 25)

    def test_a_key_is_retired_in_the_folder_of_the_flag(self):
        """The case that was reported: the environment's folder was taken."""
        prod = os.path.join(self.folder, "prod")
        for folder in (prod, self.data):
            self.expect(DONE, "init", "--data", folder)
            self.expect(DONE, "key", "rotate", "--data", folder)
        self.expect(DONE, "key", "retire", "1", "--yes", "--data", self.data,
                    environment={"WRIT_DATA": prod})
        states = [json.loads(self.expect(DONE, "key", "list", "-o", "json", "--data", folder).stdout)
                  ["items"][0]["state"] for folder in (prod, self.data)]
        self.assertEqual(states, ["open", "open-refresh-only"])

    def test_init_and_the_master_key(self):
        for name, digit in (("one", "1"), ("two", "2")):
            with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
                file.write(digit * 64)
        one, two = (os.path.join(self.folder, name) for name in ("one", "two"))
        other = os.path.join(self.folder, "other")
        variables = {"WRIT_DATA": other, "WRIT_ISSUER": "https://b.example",
                     "WRIT_MASTER_KEY_FILE": two}
        self.expect(DONE, "init", "--data", self.data, "--issuer", "https://a.example",
                    "--master-key-file", one, environment=variables)
        self.assertFalse(os.path.exists(other))
        self.expect(DONE, "init", environment=variables)
        self.expect(USAGE, "init", environment={"WRIT_DATA": ""})
        for folder, key, issuer in ((self.data, one, "https://a.example"),
                                    (other, two, "https://b.example")):
            status = ("status", "--data", folder, "-o", "json")
            done = self.expect(DONE, *status, "--master-key-file", key,
                               environment={"WRIT_MASTER_KEY_FILE": "/nowhere"})
            self.assertEqual(json.loads(done.stdout)["issuer"], issuer)
            self.expect(DONE, *status, environment={"WRIT_MASTER_KEY_FILE": key})
            self.expect(UNREACHABLE, *status)
            self.expect(UNREACHABLE, *status, environment={"WRIT_MASTER_KEY_FILE": ""})

    def test_administration_reads_no_other_variable(self):
        self.init()
        bad = {name: "rubbish" for name in
               ("WRIT_LISTEN", "WRIT_ISSUER", "WRIT_CODE_LIFETIME", "WRIT_THREADS", "WRIT_CONFIG",
                "WRIT_TLS_CERT", "WRIT_WATERMARK", "WRIT_PORT", "WRIT_URL", "WRIT_BEHIND_PROXY")}
        self.expect(DONE, "status", "--data", self.data, environment=bad)

    def test_orchestrators_variables_are_no_settings(self):
        links = {"WRIT_PORT": "tcp://10.0.0.1:8080", "WRIT_SERVICE_HOST": "10.0.0.1",
                 "WRIT_SERVICE_PORT": "8080", "WRIT_PORT_8080_TCP_PORT": "8080",
                 "WRIT_SANDBOX_PORT": "tcp://10.0.0.1:8090"}
        with writ.Server("sandbox", "--port", "0", environment=links) as server:
            self.assertTrue(server.is_alive())
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            self.expect(FAILED, "sandbox", environment={"WRIT_SANDBOX_PORT": port})
            done = self.expect(FAILED, "sandbox", "--port", port,
                               environment={"WRIT_SANDBOX_PORT": "1"})
            self.assertIn(port, done.stderr)
        done = self.expect(USAGE, "sandbox", environment={"WRIT_SANDBOX_PORT": "x"})
        self.assertIn("WRIT_SANDBOX_PORT", done.stderr)

    def test_the_sandbox_that_is_asked(self):
        server = self.sandbox()
        url, nowhere = server.ready["issuer"], "http://127.0.0.1:1"
        for command in (("env",), ("flow", "code", "--as", "tulp", "--approve")):
            self.expect(DONE, *command, "--url", url, environment={"WRIT_URL": nowhere})
            self.expect(DONE, *command, environment={"WRIT_URL": url})
            self.expect(UNREACHABLE, *command, "--url", nowhere, environment={"WRIT_URL": url})

    def test_options_before_the_noun(self):
        self.init()
        for arguments in (("--data", self.data, "-o", "json", "key", "list"),
                          ("key", f"--data={self.data}", "-o", "json", "list")):
            self.assertEqual(json.loads(self.expect(DONE, *arguments).stdout)["items"][0]["id"], 1)
        self.expect(DONE, "--data", self.data, "config", "check")
        self.expect(USAGE, "--data", self.data, "version")


class Output(cli.Folder):
    def full(self, *arguments):
        with open("/dev/full", "w", encoding="ascii") as full:
            return subprocess.run([writ.binary(), *arguments], stdin=subprocess.DEVNULL, stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=60, check=False)

    def test_what_cannot_be_written_is_a_failure(self):
        self.init()
        for arguments in (("--help",), ("help", "app"), ("-v",), ("version",), ("completion", "bash"),
                          (), ("status", "--data", self.data), ("key", "list", "--data", self.data),
                          ("init", "--data", self.data + "-2")):
            done = self.full(*arguments)
            self.assertEqual(done.returncode, FAILED, arguments)
            self.assertIn("standard output", done.stderr)

    def test_a_closed_pipe_or_output_is_a_failure_too(self):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([writ.binary(), "version"], stdout=write, stderr=subprocess.PIPE,
                              check=False, timeout=60)
        os.close(write)
        self.assertEqual(done.returncode, FAILED, done.stderr)
        self.init()
        script = f'exec "{writ.binary()}" key list --data "{self.data}" >&-'
        done = subprocess.run(["sh", "-c", script], stderr=subprocess.PIPE, check=False, timeout=60)
        self.assertEqual(done.returncode, FAILED, done.stderr)

    def test_nothing_is_made_whose_secret_could_not_be_shown(self):
        self.init()
        app = self.json("app", "create", "--name", "A", "--redirect-uri", "https://a.example/cb",
                        "--all-scopes")
        merchant = self.json("merchant", "create", "--name", "M")
        before = self.json("status")["sequence"]
        for arguments in (("app", "create", "--name", "B", "--redirect-uri", "https://a.example/"),
                          ("app", "rotate-secret", app["id"]),
                          ("token", "mint", "--app", app["id"], "--merchant", merchant["id"]),
                          ("merchant", "login", merchant["id"])):
            done = self.full(*arguments, "--data", self.data)
            self.assertEqual(done.returncode, FAILED)
            self.assertIn("nothing was done", done.stderr)
        self.assertEqual(self.json("status")["sequence"], before)

    def test_a_token_is_taken_as_it_was_pasted(self):
        self.init()
        app = self.json("app", "create", "--name", "A", "--redirect-uri", "https://a.example/cb",
                        "--all-scopes")
        merchant = self.json("merchant", "create", "--name", "M")
        token = self.json("token", "mint", "--app", "A", "--merchant", " M ")["token"]
        for text in (token + "\n", f"  {token}\t", f"Bearer {token}", f"bearer  {token}\r\n"):
            self.assertTrue(self.json("token", "inspect", text)["active"])
            self.assertTrue(self.json("token", "inspect", "-", stdin="\n" + text)["active"])
        self.assertEqual(self.json("app", "show", f" {app['id']}\n")["id"], app["id"])
        self.assertEqual(self.json("merchant", "show", merchant["id"] + " ")["name"], "M")

    def test_help_and_version(self):
        self.assertEqual(self.expect(DONE, "help").stdout, self.expect(DONE, "--help").stdout)
        self.assertEqual(self.expect(DONE, "help", "app", "create").stdout,
                         self.expect(DONE, "app", "create", "--help").stdout)
        self.assertEqual(self.expect(DONE, "-v").stdout, self.expect(DONE, "version").stdout)
        self.assertIn("Did you mean 'app'", self.expect(USAGE, "help", "ap").stderr)

    def test_no_sentence_needs_a_second_look(self):
        for words, text in commands():
            for odd in ("unless said", "apart by", "No line a", "One line a"):
                self.assertNotIn(odd, text, words)


class Names(cli.Folder):
    def setUp(self):
        super().setUp()
        self.init()
        self.apps = [self.json("app", "create", "--name", name, "--redirect-uri",
                               "https://a.example/cb", "--all-scopes")["id"]
                     for name in ("One", "Two", "Two")]
        self.merchant = self.json("merchant", "create", "--name", "Tulp & Tegel")["id"]

    def test_a_unique_name_is_as_good_as_an_id(self):
        self.assertEqual(self.json("app", "show", "One")["id"], self.apps[0])
        self.assertFalse(self.json("app", "disable", "One")["enabled"])
        self.assertTrue(self.json("app", "enable", "One")["enabled"])
        self.assertIn("login_", self.json("merchant", "login", "Tulp & Tegel")["url"])
        minted = self.json("token", "mint", "--app", "One", "--merchant", "Tulp & Tegel")
        listed = self.json("grant", "list", "--app", "One", "--merchant", "Tulp & Tegel")["items"]
        self.assertEqual([grant["id"] for grant in listed], [minted["grant"]])
        for unknown in ("one", "Three", "", "app_x"):
            self.expect(NOT_FOUND, "app", "show", unknown, "--data", self.data)

    def test_several_are_told_and_none_is_taken(self):
        for verb in ("show", "revoke", "disable", "delete"):
            done = self.expect(CONFLICT, "app", verb, "Two", "--data", self.data)
            for app in self.apps[1:]:
                self.assertIn(app, done.stderr)
            self.assertNotIn(self.apps[0], done.stderr)

    def test_what_has_the_form_of_an_id_is_one(self):
        posing = self.json("app", "create", "--name", self.apps[0], "--redirect-uri",
                           "https://a.example/cb")["id"]
        self.assertEqual(self.json("app", "show", self.apps[0])["name"], "One")
        self.json("app", "revoke", self.apps[0])
        self.expect(NOT_FOUND, "app", "show", self.merchant, "--data", self.data)
        self.assertEqual(self.json("app", "show", posing)["name"], self.apps[0])

    def test_what_ends_something_takes_names_only_from_people(self):
        before = self.json("status")["sequence"]
        for verb in (("delete",), ("revoke",), ("rotate-secret", "--drop-old")):
            done = self.expect(USAGE, "app", *verb, "One", "--yes", "--data", self.data)
            self.assertIn(self.apps[0], done.stderr)
            done = self.expect(USAGE, "app", *verb, "One", "--data", self.data)
            self.assertIn(self.apps[0], done.stderr)
        self.assertEqual(self.json("status")["sequence"], before)

    def typed(self, answer, *arguments):
        """Runs a command at a terminal, answers its question; its exit status and what was shown."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([writ.binary(), *arguments], stdin=theirs, stdout=theirs,
                                   stderr=theirs)
        os.close(theirs)
        shown = b""
        while b"[y/N]" not in shown:
            self.assertTrue(select.select([ours], [], [], 60)[0], shown)
            shown += os.read(ours, 4096)
        os.write(ours, answer + b"\n")
        code = process.wait(timeout=60)
        os.close(ours)
        return code, shown.decode()

    def test_a_question_names_the_thing_the_server_and_the_folder(self):
        ask = ("app", "delete", "One", "--data", self.data)
        code, shown = self.typed(b"n", *ask)
        self.assertEqual(code, USAGE)
        for told in (self.apps[0], "'One'", "http://127.0.0.1:8080", self.data):
            self.assertIn(told, shown)
        self.assertEqual(self.json("app", "show", "One")["id"], self.apps[0])
        self.assertEqual(self.typed(b"y", *ask)[0], DONE)
        self.expect(NOT_FOUND, "app", "show", self.apps[0], "--data", self.data)
        for ask in (("revoke",), ("key", "retire", "1"), ("merchant", "delete", self.merchant)):
            done = self.expect(USAGE, *ask, "--data", self.data)
            self.assertIn(self.data, done.stderr)

    def test_a_sandbox_says_who_was_meant(self):
        server = self.sandbox()
        flow = ("flow", "code", "--url", server.ready["issuer"], "--approve", "--as")
        done = self.expect(CONFLICT, *flow, "e")
        self.assertIn(server.merchants()[0], done.stderr)
        self.expect(DONE, *flow, "Tulp & Tegel", "--app", "Demo Webshop")


class Starts(cli.Folder):
    def test_leftovers_of_anybody_do_not_block(self):
        self.init()
        server = self.serve()
        server.kill()
        for name in ("lock", "control.sock"):
            self.assertTrue(os.path.exists(os.path.join(self.data, name)))
        # The number of a process that lives, as after a restart of the machine or in a container.
        with open(os.path.join(self.data, "lock"), "w", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        if os.geteuid() == 0:
            os.chown(os.path.join(self.data, "lock"), 65534, 65534)
        self.expect(DONE, "status", "--data", self.data)
        self.assertTrue(self.serve().is_alive())

    def test_an_owner_is_known_by_its_lock_alone(self):
        self.init()
        folder = os.open(self.data, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        fcntl.flock(folder, fcntl.LOCK_EX)
        done = self.expect(FAILED, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                           "--health-listen", "127.0.0.1:0")
        self.assertIn("in use", done.stderr)

    def test_a_ready_file_is_the_running_servers_own(self):
        self.init()
        path = os.path.join(self.folder, "ready")
        stale = lambda: open(path, "w", encoding="ascii").close()
        serve = ("serve", "--data", self.data, "--listen", "127.0.0.1:0", "--health-listen",
                 "127.0.0.1:0", "--ready-file", path)
        # Whatever keeps a start from being one.
        for wrong in (("--tls-cert", "/nowhere", "--tls-key", "/nowhere"), ("--threads", "x"),
                      ("--master-key-file", "/nowhere")):
            stale()
            self.assertNotEqual(run(*serve, *wrong).returncode, DONE)
            self.assertFalse(os.path.exists(path), wrong)
        server = self.serve()
        stale()
        self.expect(FAILED, *serve)
        self.expect(USAGE, *serve, "--threads", "x")
        self.assertTrue(os.path.exists(path), "the folder is another process's")
        self.assertEqual(server.terminate(), 0)
        self.assertFalse(os.path.exists(server.ready_path))
        sandbox = self.sandbox()
        self.assertEqual(sandbox.terminate(), 0)
        self.assertFalse(os.path.exists(sandbox.ready_path))

    def make_key(self, *more):
        paths = [os.path.join(self.folder, f"{len(os.listdir(self.folder))}{end}")
                 for end in (".pem", ".key")]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-days", "1", "-subj", "/CN=x", *more, "-out",
                        paths[0], "-keyout", paths[1]], check=True, capture_output=True)
        return paths

    def test_config_check_refuses_what_serve_would(self):
        self.init()
        certificate, key = self.make_key("-nodes")
        other_certificate, _ = self.make_key("-nodes")
        _, locked = self.make_key("-passout", "pass:secret")
        pipe = os.path.join(self.folder, "pipe")
        os.mkfifo(pipe)
        wrong_key = os.path.join(self.folder, "wrong")
        with open(wrong_key, "w", encoding="ascii") as file:
            file.write("5" * 64)
        deep = os.path.join(self.folder, "d" * 100)
        self.expect(DONE, "init", "--data", deep)
        tls = lambda chain, key: ("--tls-cert", chain, "--tls-key", key)
        torn = os.path.join(self.folder, "torn")
        with open(torn, "wb") as file:
            file.write(bytes(56))
        changed = os.path.join(self.folder, "changed")
        self.expect(DONE, "init", "--data", changed)
        self.expect(DONE, "app", "create", "--data", changed, "--name", "Books", "--redirect-uri",
                    "https://app.example.org/cb")
        os.unlink(os.path.join(changed, "watermark"))
        sandbox = os.path.join(self.folder, "sandbox")
        with writ.Server("sandbox", "--port", "0", "--data", sandbox):
            pass
        for said, *wrong in (
                ("/nowhere", *tls("/nowhere", key)), ("/nowhere", *tls(certificate, "/nowhere")),
                ("does not belong", *tls(other_certificate, key)),
                ("encrypted", *tls(certificate, locked)), ("must be files", *tls(certificate, pipe)),
                ("no store", "--data", self.folder), ("control.sock", "--data", deep),
                ("master key", "--master-key-file", wrong_key),
                ("/nowhere", "--master-key-file", "/nowhere"),
                ("/nowhere", "--watermark", "/nowhere/watermark"),
                ("not a watermark", "--watermark", os.path.join(self.data, "master.key")),
                ("not a watermark", "--watermark", os.path.join(self.data, "writ.db")),
                ("damaged", "--watermark", torn), ("missing", "--data", changed),
                ("a sandbox's", "--data", sandbox),
                ("192.0.2.1", "--listen", "192.0.2.1:443", *tls(certificate, key)),
                ("same port", "--listen", "127.0.0.1:8091", "--health-listen", "127.0.0.1:8091")):
            if "--data" not in wrong:
                wrong = ["--data", self.data, *wrong]
            done = self.expect(NEGATIVE, "config", "check", *wrong, stdin="")
            self.assertIn(said, done.stderr)
            free = [word for flag in ("--listen", "--health-listen") if flag not in wrong
                    for word in (flag, "127.0.0.1:0")]
            served = run("serve", *free, *wrong)
            self.assertNotIn(served.returncode, (DONE, NEGATIVE), wrong)
            self.assertIn(said, served.stderr)
        self.expect(DONE, "config", "check", "--data", self.data, *tls(certificate, key))
        self.serve()
        self.expect(DONE, "config", "check", "--data", self.data)

    def test_a_passphrase_is_asked_for_by_nobody(self):
        """At a terminal OpenSSL would ask there, and wait, also on the thread of the signals."""
        self.init()
        certificate, key = self.make_key("-nodes")
        encrypted, locked = self.make_key("-passout", "pass:secret")
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        ready = os.path.join(self.folder, "ready")
        log = os.path.join(self.folder, "log")
        with open(log, "wb") as file:
            process = subprocess.Popen(
                [writ.binary(), "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                 "--health-listen", "127.0.0.1:0", "--tls-cert", certificate, "--tls-key", key,
                 "--ready-file", ready], stdin=theirs, stdout=theirs, stderr=file,
                start_new_session=True)
        os.close(theirs)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        while not os.path.exists(ready):
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline)
        os.replace(encrypted, certificate)
        os.replace(locked, key)
        process.send_signal(signal.SIGHUP)
        text = ""
        while "encrypted" not in text:
            self.assertLess(time.monotonic(), deadline, text)
            with open(log, encoding="utf-8") as file:
                text = file.read()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 0)

    def test_a_log_that_nobody_reads_holds_up_no_signal(self):
        self.init()
        certificate, key = self.make_key("-nodes")
        ready = os.path.join(self.folder, "ready")
        read, write = os.pipe()
        self.addCleanup(os.close, read)
        fcntl.fcntl(write, fcntl.F_SETFL, os.O_NONBLOCK)
        process = subprocess.Popen(
            [writ.binary(), "serve", "--data", self.data, "--listen", "127.0.0.1:0",
             "--health-listen", "127.0.0.1:0", "--tls-cert", certificate, "--tls-key", key,
             "--no-access-log", "--ready-file", ready], stdout=subprocess.DEVNULL, stderr=write)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        while not os.path.exists(ready):
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline)
        try:
            while True:
                os.write(write, b"x" * 4096)
        except BlockingIOError:
            fcntl.fcntl(write, fcntl.F_SETFL, 0)  # the same pipe, as the server has it
        os.close(write)
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 0)

    def test_status_says_when_nothing_can_be_written(self):
        self.init()
        # A limit on files stands for a full disk: SQLite is told the same.
        server = writ.Server("serve", "--data", self.data, "--listen", "127.0.0.1:0",
                             "--health-listen", "127.0.0.1:0", wrapper=(
                                 "sh", "-c", "trap '' XFSZ; ulimit -f 600; exec \"$@\"", "sh"))
        self.addCleanup(server.__exit__)
        codes = set()
        for number in range(3000):
            done = run("merchant", "create", "--name", f"{number}" * 40, "--data", self.data)
            if done.returncode != DONE:
                codes.add(done.returncode)
                break
        self.assertEqual(codes, {FAILED})
        done = run("status", "--data", self.data, "-o", "json")
        self.assertEqual(done.returncode, NEGATIVE)
        self.assertFalse(json.loads(done.stdout)["writable"])
        self.assertIn("cannot be written", done.stderr)
