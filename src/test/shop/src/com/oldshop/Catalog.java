package com.oldshop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.ServletContext;

/** The "database". */
public class Catalog {
    private static List products;

    private Catalog() {}

    public static synchronized List all(ServletContext application) throws IOException {
        if (products == null) {
            products = new ArrayList();
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(application.getResourceAsStream("/WEB-INF/products.txt"), "UTF-8"));
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    products.add(new Product(line.split("\t")));
                }
            } finally {
                in.close();
            }
        }
        return products;
    }

    public static Product find(ServletContext application, String id) throws IOException {
        for (Object product : all(application)) {
            if (String.valueOf(((Product) product).getId()).equals(id)) {
                return (Product) product;
            }
        }
        return null;
    }

    public static List search(ServletContext application, String words) throws IOException {
        List found = new ArrayList();
        for (Object each : all(application)) {
            Product product = (Product) each;
            if (product.getName().toLowerCase().contains(words.toLowerCase())
                    || product.isKorean() && product.getKoreanName().contains(words)) {
                found.add(product);
            }
        }
        return found;
    }

    /** In a URL's path, as java.net.URLEncoder does it and the plus mended. */
    public static String encode(String file) throws IOException {
        return java.net.URLEncoder.encode(file, "UTF-8").replace("+", "%20");
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
