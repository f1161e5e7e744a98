"""Other servers by the same load on the same core, what they lose, and what they leave alive."""

import importlib
import json
import traceback

from peers.peer import Tokens, Unavailable

from .calls import connect, is_active, send_line
from .load import load, summarize
from .operations import empty_requests
from .place import ROOT
from .tables import print_peers

KILL_TOKENS = 100
CHAIN = 1_000      # access tokens of one authorization
WARM_ROUNDS = 4    # at once and before all others: a JIT compiles meanwhile
REASON_MAX = 300   # characters
READS = ("introspect", "refresh")
KINDS = {"introspect": '"active":true', "refresh": "access_token", "revoke access": "",
         "revoke refresh": ""}


def known():
    """The adapters by file name, Writ first."""
    names = sorted((path.stem for path in (ROOT / "bench/peers").glob("*.py")
                    if path.stem not in ("__init__", "peer")), key=lambda name: name != "writ")
    return {name: importlib.import_module(f"peers.{name}").PEERS for name in names}


class Peers:
    title = "beside other servers"

    def __init__(self, names):
        chosen = known() if names == "all" else {name: known()[name] for name in names.split(",")}
        self.classes = [one for classes in chosen.values() for one in classes]

    def steps(self, options):
        return 3 * len(self.classes) + options.rounds

    def run(self, bench):
        rows, running = [], []
        for number, make in enumerate(self.classes):
            peer = make()
            row = {"name": peer.name}
            rows.append(row)
            bench.progress.step(f"starting {peer.name}")
            bench.progress.clear()
            folder = bench.work / f"peer-{number}"
            folder.mkdir()
            if self.attempt(row, peer, lambda: self.begin(bench, peer, row, folder)):
                running.append((peer, row, folder))
        self.measure(bench, running)
        for peer, row, folder in running:
            bench.progress.step(f"{peer.name}: what stays alive")
            if peer.server and self.attempt(row, peer,
                                            lambda: row.update(left=self.left(bench, peer))):
                bench.progress.step(f"{peer.name}: kill -9")
                self.attempt(row, peer, lambda: row.update(killed=self.killed(peer, folder)))
            if peer.server:
                peer.stop()
        return rows

    @staticmethod
    def attempt(row, peer, action):
        """Whether it went well; if not the row says why, and the peer is stopped."""
        try:
            action()
            return True
        except (Unavailable, OSError, RuntimeError, SystemExit) as reason:
            said = str(reason) or traceback.format_exc(limit=1)
            row["missing"] = " ".join(said.split())[:REASON_MAX]
            if peer.server:
                peer.kill()
                peer.server = None
            return False

    @staticmethod
    def begin(bench, peer, row, folder):
        if peer.missing():
            peer.install()
        if peer.missing():
            raise Unavailable(peer.missing())
        peer.adapt(bench.options)
        row.update(version=peer.version(), settings=peer.settings, kept=peer.kept,
                   costs={})
        peer.prepare(folder)
        peer.start(folder)
        rounds, count = bench.options.rounds, min(peer.revocations, bench.options.count)
        peer.lines = {}
        for kind in KINDS:
            tokens = peer.mint(count * rounds if Peers.once(peer, kind) else count)
            path = folder / f"{kind.replace(' ', '-')}.requests"
            path.write_text("\n".join(Peers.line(peer, kind, one) for one in tokens) + "\n")
            peer.lines[kind] = path

    @staticmethod
    def line(peer, kind, tokens):
        return getattr(peer, kind.replace(" ", "_"))(tokens)

    def measure(self, bench, running):
        options = bench.options
        samples = {(peer, kind): [] for peer, _, _ in running for kind in KINDS}
        yardstick = {key: [] for key in samples}
        def one_round(peer, turn):
            for kind in KINDS:
                one, other = self.sample(bench, peer, kind, turn)
                samples[peer, kind].append(one)
                yardstick[peer, kind].append(other)

        for peer, row, _ in running:
            self.attempt(row, peer, lambda: self.warm(peer, options))
        for turn in range(options.rounds):
            bench.progress.step(f"peers, round {turn + 1} of {options.rounds}")
            for peer, row, _ in running:
                if peer.server:
                    self.attempt(row, peer, lambda: one_round(peer, turn))
        for peer, row, _ in running:
            if peer.server:
                row["costs"] = {kind: summarize(kind, samples[peer, kind], yardstick[peer, kind])
                                for kind in KINDS}

    @staticmethod
    def warm(peer, options):
        for kind in READS:
            if not Peers.once(peer, kind):
                load(peer.server, peer.lines[kind], seconds=options.seconds * WARM_ROUNDS,
                     text=KINDS[kind])

    @staticmethod
    def once(peer, kind):
        """Whether each request works but once."""
        return kind not in READS or (kind == "refresh" and peer.rotates)

    def sample(self, bench, peer, kind, turn):
        """Of the peer, and of nginx just before."""
        options = bench.options
        count = min(peer.revocations, options.count)
        status = 200 if kind in READS else peer.revoked_status
        much = ({"first": turn * count, "count": count} if self.once(peer, kind)
                else {"seconds": options.seconds})
        path = peer.lines[kind]
        if status == 204:
            other = load(bench.nginx, empty_requests(path), seconds=options.seconds, status=204)
        else:
            other = load(bench.nginx, path, seconds=options.seconds)
        return load(peer.server, path, status=status, text=KINDS[kind], **much), other

    @staticmethod
    def left(bench, peer):
        """One authorization, many refreshes, then its refresh token is revoked."""
        tokens = peer.mint(1)[0]
        connection = connect(peer.server.port)
        chain = [tokens]
        while len(chain) < min(CHAIN, bench.options.count):
            status, body = send_line(connection, peer.refresh(chain[-1]))
            if status != 200:
                raise RuntimeError(f"it answered {status} to refresh {len(chain)}: {body[:200]}")
            answer = json.loads(body)
            chain.append(peer.follow(chain[-1], Tokens(answer["access_token"],
                                                       answer.get("refresh_token",
                                                                  chain[-1].refresh))))
        before = sum(is_active(connection, peer.introspect(one)) for one in chain)
        status, body = send_line(connection, peer.revoke_refresh(chain[-1]))
        if status != peer.revoked_status:
            raise RuntimeError(f"it answered {status} to a revocation: {body[:200]}")
        after = sum(is_active(connection, peer.introspect(one)) for one in chain)
        connection.close()
        return {"tokens": len(chain), "active_before": before, "active": after}

    @staticmethod
    def killed(peer, folder):
        """Revokes half of the tokens, kills all processes once that is answered, starts again."""
        tokens = peer.mint(2 * KILL_TOKENS)
        revoked, live = tokens[:KILL_TOKENS], tokens[KILL_TOKENS:]
        connection = connect(peer.server.port)
        for one in revoked:
            status, body = send_line(connection, peer.revoke_access(one))
            if status != peer.revoked_status:
                raise RuntimeError(f"it answered {status} to a revocation: {body[:200]}")
        peer.kill()
        connection.close()
        peer.start(folder)
        connection = connect(peer.server.port)
        again = sum(is_active(connection, peer.introspect(one)) for one in revoked)
        lost = sum(not is_active(connection, peer.introspect(one)) for one in live)
        connection.close()
        return {"revoked": len(revoked), "active_again": again, "live": len(live), "lost": lost}

    show = staticmethod(print_peers)
