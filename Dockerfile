# Three stages: the browser application, the Python packages, and what runs. The last has no build tools.

FROM node:24-slim AS browser
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim AS packages
COPY requirements.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home dispatch
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY --from=browser /build/dist frontend/dist
COPY alembic.ini ./
COPY migrations/ migrations/
COPY dispatch/ dispatch/
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DISPATCH_HOST=0.0.0.0 \
    DISPATCH_PORT=8000 \
    DISPATCH_DATA=/data
USER dispatch
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", \
    "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['DISPATCH_PORT'] + '/healthz', timeout=4)"]
# A list, not a line for a shell: the signal that ends the server must reach it.
ENTRYPOINT ["python", "-m", "dispatch"]
CMD ["serve"]
