"""The baseline: the same emergency lookup as a FastAPI service, with the same query, pool size and prepared statement.

With AUTH_KEY set it does what the Java service does with AUTH=required: verifies the token (JWT, HS256), counts the user's
requests of the minute, and commits one hash-chained audit row before it responds.
"""
import datetime, hashlib, os, time
from contextlib import asynccontextmanager

import asyncpg
import jwt
from fastapi import Depends, FastAPI, HTTPException, Request

# identical to the query of the Java service
QUERY = ("SELECT id, name, mrn, blood_type, allergies, checksum, (SELECT as_of FROM projection_state)"
         " FROM patients WHERE id = $1")
NOTICE = "Emergency service: reduced, read-only record. Check its age in dataAsOf before relying on it."
KEY = os.environ.get("AUTH_KEY", "")
LIMIT = 1_000_000
counted = {}


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["DSN"], min_size=4, max_size=4)
    yield


app = FastAPI(lifespan=lifespan)


def who(request: Request):
    if not KEY:
        return None
    try:
        claims = jwt.decode(request.headers["authorization"].removeprefix("Bearer "), KEY, algorithms=["HS256"], issuer="prontuario",
                          options={"require": ["sub", "jti", "exp"]})
    except (KeyError, jwt.InvalidTokenError):
        raise HTTPException(401)
    minute = int(time.time()) // 60
    counted[claims["sub"], minute] = counted.get((claims["sub"], minute), 0) + 1
    if counted[claims["sub"], minute] > LIMIT:
        raise HTTPException(429)
    return claims


async def audit(connection, claims, patient):
    at = datetime.datetime.now(datetime.timezone.utc)
    async with connection.transaction():
        head = await connection.fetchrow("SELECT seq, hash FROM audit_head FOR UPDATE")
        seq = head["seq"] + 1
        row = (seq, at, claims["sub"], claims["role"], "patient lookup", patient, True, "", "local", head["hash"])
        digest = hashlib.sha256("|".join(map(str, row)).encode()).hexdigest()
        await connection.execute(
            "INSERT INTO audit (seq, at, username, role, action, patient_id, allowed, detail, site, previous, hash)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", *row, digest)
        await connection.execute("UPDATE audit_head SET seq = $1, hash = $2", seq, digest)


# async, because FastAPI runs a synchronous function in a thread pool
async def caller(request: Request):
    return who(request)


@app.get("/v1/patients/{id}")
async def patient(id: int, claims=Depends(caller)):
    async with app.state.pool.acquire() as connection:
        if claims is not None:
            await audit(connection, claims, id)
        row = await connection.fetchrow(QUERY, id)
    if row is None:
        raise HTTPException(404)
    return {
        "id": row["id"], "name": row["name"], "mrn": row["mrn"], "bloodType": row["blood_type"],
        "allergies": row["allergies"], "checksum": row["checksum"], "site": "local", "profile": "emergency",
        "reduced": True, "dataAsOf": row["as_of"].isoformat(), "notice": NOTICE,
    }


@app.get("/livez")
async def livez():
    return {"status": "ok"}
