# slua in a container: docker build -t slua . && docker run --rm slua 'print("hello world")'
# test/release/dockerfile.test.ts carries out these steps without Docker.

FROM oven/bun:1.4.5 AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN bun install --production --ignore-scripts
COPY tsconfig.json ./
COPY interpreter interpreter
COPY host host
COPY cli cli
RUN bun cli/build.ts --outfile dist/slua

FROM oven/bun:1.4.5-slim
COPY --from=build /src/dist/slua /usr/local/bin/slua
WORKDIR /app
USER 1000:1000
ENTRYPOINT ["slua"]
CMD ["--help"]
