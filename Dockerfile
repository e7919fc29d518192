# Builds mynews from the source beside this file. See docs/operating.md.
FROM rust:1.95-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN cargo build --locked --profile dist && install -D target/dist/mynews /out/mynews

FROM debian:bookworm-slim
RUN useradd --system --uid 1000 mynews && install -d -o mynews /data
COPY --from=build /out/mynews /usr/local/bin/mynews
USER mynews
VOLUME /data
EXPOSE 8080
ENV MYNEWS_DATA=/data MYNEWS_WEB_LISTEN=0.0.0.0:8080
ENTRYPOINT ["mynews"]
