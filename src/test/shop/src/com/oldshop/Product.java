package com.oldshop;

/** One line of products.txt. */
public class Product implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final int id;
    private final String file;
    private final String name;
    private final String price;
    private final String text;
    private final String koreanName;

    Product(String[] columns) {
        id = Integer.parseInt(columns[0]);
        file = columns[1];
        name = columns[2];
        price = columns[3];
        text = columns[5];
        koreanName = "-".equals(columns[6]) ? null : columns[6];
    }

    public int getId() {
        return id;
    }

    public String getFile() {
        return file;
    }

    public String getName() {
        return name;
    }

    public String getPrice() {
        return price;
    }

    public String getText() {
        return text;
    }

    public String getKoreanName() {
        return koreanName;
    }

    public boolean isKorean() {
        return koreanName != null;
    }
}
