package dev.tomthumb.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx with a {@code proxy_cache} in front of {@link HitOrigin}. */
final class HitNginx implements HitServer {
    private static final String CONFIGURATION = """
            %sworker_processes 2;
            daemon off;
            pid DIRECTORY/nginx.pid;
            error_log DIRECTORY/error.log;
            events { worker_connections 1024; }
            http {
              default_type application/octet-stream;
              access_log off;
              sendfile on;
              tcp_nopush off;
              keepalive_timeout 3600;
              # As endless as maxKeepAliveRequests="-1" beside it.
              keepalive_requests 1000000000;
              client_body_temp_path DIRECTORY/body;
              proxy_temp_path DIRECTORY/proxy;
              fastcgi_temp_path DIRECTORY/fastcgi;
              uwsgi_temp_path DIRECTORY/uwsgi;
              scgi_temp_path DIRECTORY/scgi;
              proxy_cache_path DIRECTORY/cache levels=1:2 keys_zone=hits:10m max_size=1g inactive=1d use_temp_path=off;
              server {
                listen 127.0.0.1:PORT;
                location / {
                  proxy_pass http://127.0.0.1:ORIGIN;
                  proxy_cache hits;
                  proxy_cache_valid 200 1d;
                  add_header X-Cache $upstream_cache_status;
                }
              }
            }
            """;

    private final Process process;
    private final int port;
    private final String version;

    HitNginx(Path directory, int port, int origin) throws IOException, InterruptedException {
        this.port = port;
        Files.createDirectories(directory);
        Path configuration = directory.resolve("nginx.conf");
        // Workers of a server that root starts are somebody else's, who may not read the bench's directory.
        String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        Files.writeString(
                configuration,
                CONFIGURATION
                        .formatted(user)
                        .replace("DIRECTORY", directory.toString())
                        .replace("PORT", Integer.toString(port))
                        .replace("ORIGIN", Integer.toString(origin)));
        Path log = directory.resolve("out.log");
        this.process = new ProcessBuilder("nginx", "-p", directory.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        HitServer.await(port, process, log);
        this.version = versionOf();
    }

    private static String versionOf() throws IOException {
        Process asked =
                new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url(HitCase what, int nth) {
        return HitPath.url(what.kilobytes(), nth);
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
