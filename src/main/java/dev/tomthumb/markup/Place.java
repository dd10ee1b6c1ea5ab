package dev.tomthumb.markup;

/**
 * The page on which something is written.
 *
 * @param path of the page relative to its application, decoded: what relative addresses are relative to
 * @param budget how long it may wait
 */
public record Place(String path, PageBudget budget) {}
