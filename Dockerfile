# The image runs what `npm run release` lays into release/kefu: the files of the tarball and sharp beside them, for Debian's
# C library. Build it there: docker build --tag kefu release/kefu
# The release workflow passes the base image by its digest.
ARG NODE_IMAGE=node:24-slim
FROM ${NODE_IMAGE}

LABEL org.opencontainers.image.title="kefu" org.opencontainers.image.licenses="MIT"
COPY . /opt/kefu
RUN ln -s /opt/kefu/dist/cli/main.js /usr/local/bin/kefu

# Nobody's user, who owns nothing here. The config is mounted at /work; the root may be read-only. What kefu writes goes
# beside the config, where KEFU_STATE says, or to PostgreSQL (KEFU_BACKEND).
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["kefu"]
CMD ["--help"]
