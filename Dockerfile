# caffe2trt as a command: docker build -t caffe2trt . && docker run --rm -v "$PWD:/data" caffe2trt --help
#
# Not run: the machines where this project is tested have no Docker daemon. The tests run its RUN and ENTRYPOINT commands in
# a virtual environment, without Docker. No container was given a GPU.
FROM python:3.12-slim
WORKDIR /src
COPY pyproject.toml MANIFEST.in README.md LICENSE ./
COPY caffe caffe
COPY converter converter
COPY graph_surgery graph_surgery
COPY plugins plugins
COPY pycaffe pycaffe
COPY runtime runtime
COPY src src
RUN python -m pip install --no-cache-dir ".[gpu,hdf5,images]"
WORKDIR /data
ENTRYPOINT ["caffe2trt"]
