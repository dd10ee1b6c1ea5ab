package dev.tomthumb.http.caching;

/**
 * Why an answer must not be kept.
 *
 * @param detail a token for {@code Cache-Status}'s detail
 * @param ofRequest whether it lies in the request the answer was made for: then it says nothing of what others would be
 *     answered, nor of what is stored. A stranger can send such a request at any time
 */
public record Obstacle(String detail, boolean ofRequest) {
    static Obstacle ofAnswer(String detail) {
        return new Obstacle(detail, false);
    }

    static Obstacle ofRequest(String detail) {
        return new Obstacle(detail, true);
    }
}
