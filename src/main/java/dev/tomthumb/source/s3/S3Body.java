package dev.tomthumb.source.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object on its way: what the server said about it, and its bytes.
 *
 * <p>Stands in for the SDK's {@code ResponseInputStream}, which starts a thread in a static field to watch for streams
 * that nobody reads. That thread would keep a web application's classes in memory after its undeployment.
 */
final class S3Body implements Closeable {
    /** Hands the connection over to us. */
    static final ResponseTransformer<GetObjectResponse, S3Body> LEFT_OPEN = ResponseTransformer.unmanaged(S3Body::new);

    private final GetObjectResponse response;
    private final AbortableInputStream content;
    private boolean finished;

    private S3Body(GetObjectResponse response, AbortableInputStream content) {
        this.response = response;
        this.content = content;
    }

    GetObjectResponse response() {
        return response;
    }

    InputStream content() {
        return content;
    }

    /** The content was read to its end: the connection is good for another request. */
    void finished() {
        finished = true;
    }

    /** Without {@link #finished} the connection is cut: closing it in order would first read what is left. */
    @Override
    public void close() throws IOException {
        if (finished) {
            content.close();
        } else {
            content.abort();
        }
    }
}
