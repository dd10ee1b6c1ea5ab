package dev.tomthumb.testkit;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server (S3Proxy) in its own process on the loopback address, which checks signatures and keeps its buckets as
 * directories. What {@link #put} uploads is like any object of S3; a file that is merely written into {@link #bucket} is
 * served too, but without an entity tag.
 */
public final class S3Server implements AutoCloseable {

    /** The region that every request must be signed for; the server accepts any. */
    public static final String REGION = "us-east-1";

    private final JavaProcess process;
    private final URI endpoint;
    private final Path buckets;
    private final Builder settings;

    private S3Server(JavaProcess process, URI endpoint, Path buckets, Builder settings) {
        this.process = process;
        this.endpoint = endpoint;
        this.buckets = buckets;
        this.settings = settings;
    }

    /**
     * A server that is not started yet.
     *
     * @param directory takes its configuration, its output ({@code s3proxy.log}) and, under {@code buckets}, its objects
     */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    /** Where a server is told how to be before it starts. */
    public static final class Builder {
        private final Path directory;
        private OptionalInt port = OptionalInt.empty();
        private String accessKey = "tomthumb";
        private String secretKey = "tomthumb-secret";

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** Takes this port instead of a free one. */
        public Builder port(int number) {
            this.port = OptionalInt.of(number);
            return this;
        }

        /** Accepts only requests signed with this pair. */
        public Builder keys(String access, String secret) {
            this.accessKey = access;
            this.secretKey = secret;
            return this;
        }

        /** Starts the server and returns when it answers. */
        public S3Server start() throws IOException, InterruptedException {
            Path buckets = Files.createDirectories(directory.toAbsolutePath().resolve("buckets"));
            URI endpoint = URI.create("http://127.0.0.1:" + (port.isPresent() ? port.getAsInt() : Ports.free()));
            Path configuration = directory.resolve("s3proxy.properties");
            write(configuration(endpoint, buckets), configuration);
            JavaProcess process = JavaProcess.start(
                    "The S3 server",
                    directory,
                    List.of(BuildOutputs.s3proxyJar()),
                    List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                    "org.gaul.s3proxy.Main",
                    List.of("--properties", configuration.toAbsolutePath().toString()),
                    directory.resolve("s3proxy.log"));
            process.awaitAnswer(endpoint);
            return new S3Server(process, endpoint, buckets, this);
        }

        private Properties configuration(URI endpoint, Path buckets) {
            Properties properties = new Properties();
            properties.setProperty("s3proxy.endpoint", endpoint.toString());
            properties.setProperty("s3proxy.authorization", "aws-v4");
            properties.setProperty("s3proxy.identity", accessKey);
            properties.setProperty("s3proxy.credential", secretKey);
            properties.setProperty("jclouds.provider", "filesystem-nio2");
            properties.setProperty("jclouds.identity", "unused");
            properties.setProperty("jclouds.credential", "unused");
            properties.setProperty("jclouds.filesystem.basedir", buckets.toString());
            return properties;
        }

        private static void write(Properties properties, Path file) throws IOException {
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        }
    }

    /** The address that a client is given, without a bucket. */
    public URI endpoint() {
        return endpoint;
    }

    /** The one access key that is accepted. */
    public String accessKey() {
        return settings.accessKey;
    }

    /** What belongs to {@link #accessKey}. */
    public String secretKey() {
        return settings.secretKey;
    }

    /** The directory whose files are the objects of this bucket; made, and with it the bucket, where it is missing. */
    public Path bucket(String name) throws IOException {
        return Files.createDirectories(buckets.resolve(name));
    }

    /**
     * Uploads an object.
     *
     * @param contentType what the server will say of it, true or not
     */
    public void put(String bucket, String key, byte[] bytes, String contentType) throws IOException {
        bucket(bucket);
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(bytes));
        }
    }

    /** A client that may do everything; to be closed by the caller. */
    public S3Client client() {
        return client(endpoint, accessKey(), secretKey());
    }

    /** A client that signs with these keys, right or wrong; to be closed by the caller. */
    public static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** The server's process. */
    public long pid() {
        return process.pid();
    }

    /** What the server has said so far. */
    public String log() {
        return process.output();
    }

    /** Lets it hang: connections stay, and nothing answers. */
    public void hang() throws IOException, InterruptedException {
        process.hang();
    }

    /** Ends the server as a crash would. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
