package com.oldshop;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Pictures that customers have sent, from a directory outside the application. */
public class UploadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        File file = new File(getServletContext().getInitParameter("uploads"), name);
        if (name.length() == 0 || name.indexOf('/') >= 0 || name.indexOf("..") >= 0 || !file.isFile()) {
            response.sendError(404);
            return;
        }
        send(file, response, getServletContext().getMimeType(name));
    }

    public static void send(File file, HttpServletResponse response, String type) throws IOException {
        response.setContentType(type);
        response.setContentLength((int) file.length());
        InputStream in = new FileInputStream(file);
        try {
            OutputStream out = response.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } finally {
            in.close();
        }
    }
}
