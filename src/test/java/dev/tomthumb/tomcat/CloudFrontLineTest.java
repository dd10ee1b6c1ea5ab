package dev.tomthumb.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.OutputBuffer;
import org.junit.jupiter.api.Test;

final class CloudFrontLineTest {
    /** What cannot be read as HTTP is logged as well, and Tomcat knows neither method nor path nor protocol then. */
    @Test
    void aRequestThatCouldNotBeReadHasALine() {
        org.apache.coyote.Request coyoteRequest = new org.apache.coyote.Request();
        org.apache.coyote.Response coyoteResponse = new org.apache.coyote.Response();
        coyoteRequest.setResponse(coyoteResponse);
        coyoteResponse.setStatus(400);
        coyoteResponse.setOutputBuffer(new OutputBuffer() {
            @Override
            public int doWrite(ByteBuffer chunk) {
                return 0;
            }

            @Override
            public long getBytesWritten() {
                return 0;
            }
        });
        Request request = new Request(new Connector());
        request.setCoyoteRequest(coyoteRequest);
        Response response = new Response();
        response.setCoyoteResponse(coyoteResponse);
        request.setResponse(response);
        response.setRequest(request);

        String line = new CloudFrontLine(request, response, Instant.parse("2026-11-26T12:00:00Z"), "TOM1", false, false)
                .text();

        List<String> fields = List.of(line.split("\t", -1));
        assertThat(fields).hasSize(33).startsWith("2026-11-26", "12:00:00", "TOM1");
        assertThat(List.of(fields.get(5), fields.get(7), fields.get(23))).containsOnly("-");
        assertThat(fields.get(8)).isEqualTo("400");
    }
}
