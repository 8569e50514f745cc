"""A real Neo4j for tests and benchmarks: one that is given, one in Docker, or one made of Maven's artefacts.

`NEO4J_TEST_URI` (with `NEO4J_TEST_USERNAME`, `NEO4J_TEST_PASSWORD`, `NEO4J_TEST_DATABASE`) names one whose database is
empty. Otherwise `NEO4J_TEST_VERSION` says which version to start. What Maven brings is kept in `PARTNERS_NEO4J_CACHE`
or the user's cache folder, so that it is fetched once.
"""

import atexit
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError
from platformdirs import user_cache_path

LTS = "5.26.30"
_START_SECONDS = 120.0
_OPENED = ["java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang"]


class NoNeo4j(Exception):
    """No server can be had here; the message says why."""


@dataclass(frozen=True)
class Neo4j:
    """A running server."""

    uri: str
    username: str
    password: str
    database: str
    how: str

    def environment(self) -> dict[str, str]:
        """What a user would set to name it."""
        return {
            "NEO4J_URI": self.uri,
            "NEO4J_USERNAME": self.username,
            "NEO4J_PASSWORD": self.password,
            "NEO4J_DATABASE": self.database,
        }


def wanted_version() -> str:
    """The version to start."""
    return os.environ.get("NEO4J_TEST_VERSION", LTS)


def outlook() -> str:
    """How a server would be had, without starting one."""
    if os.environ.get("NEO4J_TEST_URI"):
        return f"Neo4j at {os.environ['NEO4J_TEST_URI']}"
    version = wanted_version()
    if _docker():
        return f"Neo4j {version} in Docker"
    try:
        _java(version)
        if not _jars(version).is_dir():
            _maven()
    except NoNeo4j as reason:
        return f"no Neo4j ({reason})"
    return f"Neo4j {version} from Maven's artefacts"


@contextmanager
def running(settings: Mapping[str, str] | None = None) -> Iterator[Neo4j]:
    """A server that runs inside the block; `settings` are further lines of its configuration.

    Raises:
        NoNeo4j: none can be had.
    """
    if os.environ.get("NEO4J_TEST_URI"):
        yield _given()
    elif _docker():
        with _in_docker(wanted_version(), settings or {}) as server:
            yield server
    else:
        with _from_maven(wanted_version(), settings or {}) as server:
            yield server


@contextmanager
def imported(folder: Path) -> Iterator[Neo4j]:
    """A server made of Maven's artefacts, with what the offline importer makes of a folder by the command in it.

    Raises:
        NoNeo4j: none can be had.
        subprocess.CalledProcessError: the importer does not take the folder.
    """
    with _from_maven(wanted_version(), {}, folder) as server:
        yield server


def _given() -> Neo4j:
    server = Neo4j(
        os.environ["NEO4J_TEST_URI"],
        os.environ.get("NEO4J_TEST_USERNAME", "neo4j"),
        os.environ.get("NEO4J_TEST_PASSWORD", ""),
        os.environ.get("NEO4J_TEST_DATABASE", "neo4j"),
        "given",
    )
    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        if driver.execute_query("MATCH (n) RETURN n LIMIT 1", database_=server.database).records:
            raise NoNeo4j(f"the database {server.database} at {server.uri} is not empty, and the tests would empty it")
    return server


def _docker() -> bool:
    if shutil.which("docker") is None:
        return False
    try:
        asked = subprocess.run(["docker", "info"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


@contextmanager
def _in_docker(version: str, settings: Mapping[str, str]) -> Iterator[Neo4j]:
    password = secrets.token_hex(16)
    given = [f"NEO4J_AUTH=neo4j/{password}"]
    given += [f"NEO4J_{name.replace('_', '__').replace('.', '_')}={value}" for name, value in settings.items()]
    options = [part for pair in given for part in ("--env", pair)]
    command = ["docker", "run", "--detach", "--rm", "--publish", "127.0.0.1::7687", *options, f"neo4j:{version}"]
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    if started.returncode:
        raise NoNeo4j(f"Docker does not start neo4j:{version}: {started.stderr.strip()}")
    container = started.stdout.strip()
    try:
        mapped = subprocess.run(
            ["docker", "port", container, "7687/tcp"], capture_output=True, text=True, check=True
        ).stdout
        port = mapped.strip().splitlines()[0].rpartition(":")[2]
        server = Neo4j(f"bolt://127.0.0.1:{port}", "neo4j", password, "neo4j", f"{version} in Docker")
        _wait(server, lambda: None)
        yield server
    finally:
        subprocess.run(["docker", "kill", container], capture_output=True, check=False)


@contextmanager
def _from_maven(version: str, settings: Mapping[str, str], folder: Path | None = None) -> Iterator[Neo4j]:
    java, jars = _java(version), _fetched(version)
    home = Path(tempfile.mkdtemp(prefix="partners-neo4j-"))
    password = secrets.token_hex(16)
    port = free_port()
    lines = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.heap.max_size": "512m",
        "server.memory.pagecache.size": "128m",
        "server.directories.import": "import",
        **settings,
    }
    for part in ("conf", "import"):
        (home / part).mkdir()
    (home / "conf" / "neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in lines.items()), encoding="utf-8")
    place = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    classes = ["-cp", str(jars / "*")]
    process = None
    try:
        opened = [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED]
        tool = [str(java), *opened, *classes, "org.neo4j.cli.AdminTool"]
        subprocess.run([*tool, "dbms", "set-initial-password", password], env=place, capture_output=True, check=True)
        if folder is not None:
            _, *told = (folder / "command.txt").read_text(encoding="utf-8").split()
            subprocess.run([*tool, *told], env=place, cwd=folder, capture_output=True, check=True)
        flags = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *opened]
        entry = "CommunityEntryPoint" if version.startswith("5.") else "Neo4jCommunity"
        command = [str(java), *flags, *classes, f"org.neo4j.server.{entry}"]
        command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        with (home / "output.txt").open("wb") as output:
            process = subprocess.Popen(command, env=place, stdout=output, stderr=subprocess.STDOUT)
        atexit.register(process.kill)
        server = Neo4j(f"bolt://127.0.0.1:{port}", "neo4j", password, "neo4j", f"{version} from Maven's artefacts")
        _wait(server, process.poll)
        yield server
    finally:
        if process is not None:
            process.kill()
            process.wait()
            atexit.unregister(process.kill)
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """A port on loopback that nothing listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Neo4j, ended: "object") -> None:
    """Until the server answers."""
    limit = time.monotonic() + _START_SECONDS
    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        while True:
            try:
                with driver.session(database=server.database) as session:
                    session.run("RETURN 1").consume()
            except (DriverError, Neo4jError) as error:
                if callable(ended) and ended() is not None:
                    raise NoNeo4j(f"the server ended while starting: {error}") from error
                if time.monotonic() > limit:
                    raise NoNeo4j(f"the server did not answer within {_START_SECONDS:g} s: {error}") from error
                time.sleep(0.1)
            else:
                return


def _java(version: str) -> Path:
    """A Java new enough for a version of Neo4j."""
    needed = 17 if version.startswith("5.") else 21
    for java in _javas():
        asked = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False)
        told = re.search(r'version "(\d+)', asked.stderr + asked.stdout)
        if told and int(told[1]) >= needed:
            return java
    raise NoNeo4j(f"Neo4j {version} needs Java {needed} or newer, and JAVA_HOME, PATH and the usual folders have none")


def _javas() -> Iterator[Path]:
    name = "java.exe" if os.name == "nt" else "java"
    if os.environ.get("JAVA_HOME"):
        yield from (path for path in [Path(os.environ["JAVA_HOME"]) / "bin" / name] if path.exists())
    if found := shutil.which("java"):
        yield Path(found)
    for folder, pattern in (
        ("/usr/lib/jvm", f"*/bin/{name}"),
        ("/Library/Java/JavaVirtualMachines", f"*/Contents/Home/bin/{name}"),
        (os.environ.get("PROGRAMFILES", "/nowhere"), f"*/jdk*/bin/{name}"),
    ):
        if Path(folder).is_dir():
            yield from sorted(Path(folder).glob(pattern))


def _jars(version: str) -> Path:
    cache = os.environ.get("PARTNERS_NEO4J_CACHE")
    folder = Path(cache) if cache else user_cache_path("partnership-graph", appauthor=False) / "neo4j"
    return folder / version


def _maven() -> str:
    found = shutil.which("mvn")
    if found is None:
        raise NoNeo4j("there is no NEO4J_TEST_URI, no Docker engine, and no Maven (mvn) to fetch a server with")
    return found


def _fetched(version: str) -> Path:
    """The folder with a version's jars, fetched if it is not there; it appears whole or not at all."""
    jars = _jars(version)
    if jars.is_dir():
        return jars
    maven = _maven()
    jars.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jars.parent, prefix=".fetching-") as work:
        pom = Path(work) / "pom.xml"
        pom.write_text(
            "<project><modelVersion>4.0.0</modelVersion>"
            "<groupId>partners</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>"
            "<packaging>pom</packaging><dependencies><dependency><groupId>org.neo4j</groupId>"
            f"<artifactId>neo4j</artifactId><version>{version}</version></dependency></dependencies></project>",
            encoding="utf-8",
        )
        command = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime"]
        done = subprocess.run(
            [*command, f"-DoutputDirectory={Path(work) / 'jars'}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stdout + done.stderr).strip().splitlines()[-1:]
            raise NoNeo4j(f"Maven does not bring Neo4j {version}: {' '.join(last)}")
        try:
            (Path(work) / "jars").rename(jars)
        except OSError:
            if not jars.is_dir():
                raise
    return jars
