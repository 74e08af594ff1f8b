# Verbatim as a container: built in one stage, run from another that holds no more than it needs.
# compose.yaml runs it with a read-only root file system; see docs/operating.md.

FROM python:3.13-slim AS build
# The extras to install; empty for none. "semantic" is 105 MB of it.
ARG EXTRAS=charts,metrics,postgresql,semantic,watch
# The exact versions that the checks passed with, also of what builds the package.
ENV PIP_CONSTRAINT=/src/constraints.txt PIP_BUILD_CONSTRAINT=/src/constraints.txt
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY constraints.txt LICENSE README.md pyproject.toml ./
COPY bot bot
RUN python -m venv /opt/verbatim \
    && /opt/verbatim/bin/python -m pip install ".${EXTRAS:+[$EXTRAS]}"

FROM python:3.13-slim
# Of no use to anything else: no home, no shell, no password.
RUN groupadd --gid 10001 verbatim \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /srv/verbatim \
        --shell /usr/sbin/nologin verbatim \
    && install --directory --owner verbatim --group verbatim /srv/verbatim/seeds \
    && install --directory --owner verbatim --group verbatim --mode 700 /srv/verbatim/data
COPY --from=build /opt/verbatim /opt/verbatim
# The shipped article, until a folder of yours is mounted in its place.
COPY --chown=verbatim:verbatim seeds /srv/verbatim/seeds
ENV PATH=/opt/verbatim/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Where config.yaml is looked for, and relative paths start.
WORKDIR /srv/verbatim
USER 10001:10001
VOLUME ["/srv/verbatim/seeds", "/srv/verbatim/data"]
# A start reads all articles and, with "semantic", their meaning; answers need neither.
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m CMD ["verbatim", "health"]
STOPSIGNAL SIGTERM
# No shell in between: it would keep the signals to itself.
ENTRYPOINT ["verbatim"]
CMD ["run"]
