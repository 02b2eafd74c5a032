#!/usr/bin/env bash
# Emergency lookup: ours against a FastAPI service with the same query, one core each in turn, same database, same client.
#   run.sh POSTGRES_PORT PASSWORD     (a database "records" seeded with workloads/api/src/main/resources/seed.sql)
# Needs: the api module built (mvn -pl workloads/api -am package), Python with fastapi uvicorn uvloop httptools asyncpg.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd); port=${1:?POSTGRES_PORT}; password=${2:?PASSWORD}
classpath=$(mktemp); trap 'rm -f "$classpath"; kill ${ours:-} ${theirs:-} 2>/dev/null || true' EXIT
mvn -B -q -f "$root/pom.xml" -pl workloads/api -am package dependency:build-classpath -DskipTests -Dmdep.outputFile="$classpath" -Dspotless.check.skip
RECORDS_URL=jdbc:postgresql://localhost:$port/records RECORDS_PASSWORD=$password INFERENCE_URL=http://localhost:1 PROFILE=emergency AUTH=disabled \
  PORT=18080 taskset -c 0 java -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -cp "$root/workloads/api/target/classes:$(cat "$classpath")" io.prontuario.workloads.api.Main >/dev/null & ours=$!
DSN=postgresql://records:$password@localhost:$port/records taskset -c 0 uvicorn --app-dir "$here" --port 18083 --log-level warning \
  --no-access-log fastapi_service:app & theirs=$!
for p in 18080 18083; do until curl -fs -o /dev/null "localhost:$p/v1/patients/1"; do sleep 0.2; done; done
echo "service requests/s p50_ms p99_ms failed"
for _ in 1 2 3; do for p in 18080 18083; do
  echo "$([ $p = 18080 ] && echo ours || echo fastapi) $(taskset -c 1 java -XX:TieredStopAtLevel=1 "$here/Load.java" $p 8 5)"
done; done
