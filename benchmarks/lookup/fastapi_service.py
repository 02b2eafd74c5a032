"""The yardstick: the same emergency lookup as a FastAPI service, with the same query, pool size and server-side prepared plan."""
import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, HTTPException

QUERY = """SELECT id, name, mrn, blood_type, allergies, checksum, written_at FROM patients WHERE id = $1"""
NOTICE = "Emergency service: reduced, read-only record. Check its age in dataAsOf before relying on it."


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["DSN"], min_size=4, max_size=4)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/v1/patients/{id}")
async def patient(id: int):
    async with app.state.pool.acquire() as connection:
        row = await connection.fetchrow(QUERY, id)
    if row is None:
        raise HTTPException(404)
    return {
        "id": row["id"], "name": row["name"], "mrn": row["mrn"], "bloodType": row["blood_type"],
        "allergies": row["allergies"], "checksum": row["checksum"], "site": "local", "profile": "emergency",
        "reduced": True, "dataAsOf": row["written_at"].isoformat(), "notice": NOTICE,
    }
