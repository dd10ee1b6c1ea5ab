package dev.tomthumb.model;

/**
 * The trace that a request belongs to, as whoever sent it says (W3C Trace Context).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all 0
 * @param parentId 16 lower-case hexadecimal digits, not all 0: the sender's own piece of it
 * @param sampled whether the sender records it
 */
public record TraceContext(String traceId, String parentId, boolean sampled) {}
